"""What runs in the sandbox for the proxy mode: drivers that need the standard library alone and keep to Python 3.9.

In a sandbox they are loaded into one package with the data encoding; here it is fetched from where it lies.
"""

from lcbrb.grading import decoding, encoding

__all__ = ["decoding", "encoding"]
