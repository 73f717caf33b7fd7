"""Runs an untrusted program under limits and says what happened. Knows nothing of tests or expected outputs."""

from lcbrb.sandbox.client import Sandbox, Session
from lcbrb.sandbox.jobs import MIB, DriverCall, Execution, Job, Level, Limit, Limits, Script
from lcbrb.sandbox.server import Scratch

__all__ = [
    "MIB",
    "DriverCall",
    "Execution",
    "Job",
    "Level",
    "Limit",
    "Limits",
    "Sandbox",
    "Scratch",
    "Script",
    "Session",
]
