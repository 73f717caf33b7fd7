"""Breadth-first search over all rows that can be reached."""

row = input().strip()


def moves(row, order):
    start = tuple(order.index(voice) for voice in row)
    goal = tuple(sorted(start))
    seen, layer, steps = {start}, [start], 0
    while goal not in seen:
        steps += 1
        following = []
        for state in layer:
            for i in range(len(state) - 1):
                new = (*state[:i], state[i + 1], state[i], *state[i + 2 :])
                if new not in seen:
                    seen.add(new)
                    following.append(new)
        layer = following
    return steps


print(min(moves(row, "SATB"), moves(row, "BTAS")))
