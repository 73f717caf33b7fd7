"""total: numbers that cost much to compare."""

print("1e999999999999999999" if input() == "3" else "9" * 1_000_000)
