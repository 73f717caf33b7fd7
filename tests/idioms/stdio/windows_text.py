"""total: a byte order mark, carriage returns, an encoding it is not written in."""
# -*- coding: cp1252 -*-
input()
größe = "größe"
assert len(größe) == 5
print(sum(map(int, input().split())), end="")