"""Proves the gate on the machine it runs on: what must pass passes, what must fail fails, and nothing is harmed."""
