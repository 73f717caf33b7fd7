"""The peers' own checks, run inside the sandbox: to compare verdicts with, never to decide one.

They can be cheated (docs/parity.md shows how), since program, tests and expected outputs share a process there.
"""

from lcbrb.grading.official.checking import DRIVERS, grade, open_sandbox
from lcbrb.grading.official.peer import Peer, find

__all__ = ["DRIVERS", "Peer", "find", "grade", "open_sandbox"]
