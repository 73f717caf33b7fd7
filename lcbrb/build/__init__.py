"""Builds a reward benchmark of reasoning: problems → sample → execute → pair → judge → select → review → publish.

Every stage reads the files of those before it in one folder and leaves files of its own that a person can read; what
is asked of a model or a person is appended row by row, so that a killed stage continues. See ``docs/build.md``.
"""
