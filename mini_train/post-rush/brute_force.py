"""Count the customers of every minute."""

n = int(input())
stays = [tuple(map(int, input().split())) for _ in range(n)]
peak = minutes = 0
for minute in range(1440):
    present = sum(a <= minute <= b for a, b in stays)
    if present > peak:
        peak, minutes = present, 0
    minutes += present == peak
print(peak, minutes)
