"""Grades problems that come with unittest code: by proxy where the task allows it, else in one process."""
