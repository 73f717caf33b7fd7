"""total: a number that raises when it is compared."""

print("sNaN")
