"""Audits preference pairs: can the better side be told without judging the reasoning?

See ``docs/audit.md`` for what each check looks at and when it fails a set.
"""
