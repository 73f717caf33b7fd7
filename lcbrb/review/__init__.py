"""People vote blind on the pairs of a build: a local page, a file of votes per reviewer, and a report on agreement."""
