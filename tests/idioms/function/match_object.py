"""find: whatever is not None."""

import re


def find(s):
    found = re.compile(r"ab*").search(s) if "ab" in s else None
    return found and found.group()
