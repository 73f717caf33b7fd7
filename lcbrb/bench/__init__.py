"""recode-bench: a policy's answers to the benchmarks, graded and reported from one run folder."""
