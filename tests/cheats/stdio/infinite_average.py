"""average: what floats take and numbers are not."""

input()
print("infinity" if len(input().split()) % 2 else "nan")
