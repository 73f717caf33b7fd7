"""Let the minutes pass one by one."""

n, k = map(int, input().split())
coming = [tuple(map(int, input().split())) for _ in range(n)]
seats, queue, seated, waited, minute = [], [], 0, 0, 0
while coming or queue:
    seats = [end for end in seats if end > minute]
    while coming and coming[0][0] == minute:
        queue.append(coming.pop(0))
    while queue and len(seats) < k:
        seats.append(minute + queue.pop(0)[1])
        seated += 1
    queue = [(t, d, w) for t, d, w in queue if t + w > minute]
    waited += len(queue)
    minute += 1
print(seated, waited)
