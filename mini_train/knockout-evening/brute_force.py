"""Hold all possible evenings, round by round."""

n, r, b, c = map(int, input().split())
evenings, ended = [(n, 0)], []
while evenings:
    players, paid = evenings.pop()
    if players == 1:
        ended.append(paid)
    elif players % 2 == 0:
        evenings.append((players // 2, paid + r))
    else:
        matches = (players - 1) // 2
        evenings.append((matches + 1, paid + r + b))
        evenings.append((matches, paid + r + c))
print(min(ended))
