import sys


def main():
    data = list(map(int, sys.stdin.read().split()))
    n = data[0]
    caller = [0, 0, *data[1::2]]
    minutes = [0, 0, *data[2::2]]
    called = [[] for _ in range(n + 1)]
    for member in range(2, n + 1):
        called[caller[member]].append(member)
    order = [1]
    for member in order:
        order.extend(called[member])
    time = [0] * (n + 1)
    for member in reversed(order):
        spent = 0
        for other in sorted(called[member], key=lambda one: -time[one]):
            spent += minutes[other]
            time[member] = max(time[member], spent + time[other])
    print(time[1])


main()
