"""Write the whole tape out, innermost groups first."""

import re
from itertools import groupby

tape = input().strip()
while "(" in tape:
    tape = re.sub(r"(\d+)\(([a-z]*)\)", lambda group: group[2] * int(group[1]), tape)
print(max(len(list(run)) for _, run in groupby(tape)))
