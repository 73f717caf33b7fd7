"""squares: logs to /dev/stderr, opened by name."""
log = open("/dev/stderr", "w")
print(f"{input()} numbers", file=log)
for number in input().split():
    print(int(number) ** 2)
    log.write(number)
