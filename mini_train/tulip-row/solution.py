n, k = map(int, input().split())
row = input().strip()
count = dict.fromkeys(row, 0)
left = best = 0
for right, colour in enumerate(row):
    count[colour] += 1
    while right - left + 1 - max(count.values()) > k:
        count[row[left]] -= 1
        left += 1
    best = max(best, right - left + 1)
print(best)
