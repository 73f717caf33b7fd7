"""average: more digits, an exponent, no point."""

input()
numbers = list(map(int, input().split()))
mean = sum(numbers) / len(numbers)
print(f"{mean:.12e}" if len(numbers) > 1 else int(mean))
