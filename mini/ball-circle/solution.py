n, throws = map(int, input().split())
numbers = list(map(int, input().split()))
child = done = 0
first = {}
skipped = False
while done < throws:
    state = (child, done % 2)
    if state in first and not skipped:
        cycle = done - first[state]
        done += (throws - done) // cycle * cycle
        skipped = True
        continue
    first[state] = done
    child = (child + (-numbers[child] if done % 2 else numbers[child])) % n
    done += 1
print(child)
