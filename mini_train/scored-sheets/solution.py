n = int(input())
breaks = -n
for _ in range(n):
    a, b = map(int, input().split())
    breaks += a * b
print("Ben" if breaks % 2 else "Ann", breaks)
