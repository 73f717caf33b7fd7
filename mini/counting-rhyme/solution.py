n, count = map(int, input().split())
numbers = list(map(int, input().split()))
circle = list(range(n))
place = 0
while len(circle) > 1:
    place = (place + count - 1) % len(circle)
    count = numbers[circle.pop(place)]
print(circle[0] + 1)
