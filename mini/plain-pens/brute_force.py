"""Look at all pens."""

n = int(input())
plain = 0
for a in range(1, n + 1):
    for b in range(a, n // a + 1):
        if all(a % k or b % k for k in range(2, a + 1)):
            plain += 1
print(plain)
