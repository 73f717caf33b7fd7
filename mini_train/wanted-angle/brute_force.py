"""Look at the clock every minute."""

t, a = map(int, input().split())
wait = 0
while True:
    hours, minutes = divmod((t + wait) % 720, 60)
    hour_hand = 60 * hours + minutes
    minute_hand = 12 * minutes
    apart = abs(hour_hand - minute_hand)
    if min(apart, 720 - apart) == a:
        break
    wait += 1
print(wait)
