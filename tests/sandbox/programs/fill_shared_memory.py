# Fills what is memory and looks like a disk, and what is neither: /dev/shm, pipes, sockets, tmpfs.
import fcntl, os, socket
total = 0
for folder in ("/dev/shm", os.environ["TMPDIR"], "/tmp", "/run", "/run/lock"):
    try:
        for number in range(40):
            with open(os.path.join(folder, f"{BAIT['name']}-{number}"), "wb") as out:
                total += out.write(b"x" * (20 << 20))
    except OSError:
        pass
if total > 400 << 20:
    print("HARM: filled", total)
held = []
try:
    while True:
        pair = os.pipe()
        held.append(pair)
        fcntl.fcntl(pair[1], 1031, 1 << 20)
        os.set_blocking(pair[1], False)
        os.write(pair[1], b"x" * (1 << 20))
except OSError:
    pass
