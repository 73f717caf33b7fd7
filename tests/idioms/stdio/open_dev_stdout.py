"""total: writes to /dev/stdout, opened by name."""
input()
numbers = map(int, input().split())
with open("/dev/stdout", "w") as out:
    out.write(f"{sum(numbers)}\n")
