# Types into the terminal it was started from.
import fcntl, os, sys, termios
places = [0, 1, 2]
for path in ("/dev/tty", "/dev/console", "/dev/ptmx", "/dev/pts/0"):
    try:
        places.append(os.open(path, os.O_RDWR))
        if path != "/dev/ptmx":
            print("HARM: opened", path)
    except OSError:
        pass
for fd in places:
    for letter in b"id\n":
        try:
            fcntl.ioctl(fd, termios.TIOCSTI, bytes([letter]))
            print("HARM: typed")
        except OSError:
            pass
