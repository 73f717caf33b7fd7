def main():
    n = int(input())
    sites = [tuple(map(int, input().split())) for _ in range(n)]
    visits = last = 0
    for a, b in sorted(sites, key=lambda site: site[1]):
        if a > last:
            visits += 1
            last = b - 1 if b % 7 == 0 else b
    print(visits)


main()
