# Watches what the user does, and opens files by handles instead of names.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
x86_64 = os.uname().machine == "x86_64"
handle = ctypes.create_string_buffer(128)
handle[0] = 120
mount = ctypes.c_int()
for path in (BAIT["home"], BAIT["home"] + "/secret.txt", "/", "/etc"):
    watch = libc.inotify_init()
    if watch >= 0 and path.startswith(BAIT["home"]) and libc.inotify_add_watch(watch, path.encode(), 0xFFF) >= 0:
        print("HARM: watches", path)
    if libc.syscall(303 if x86_64 else 264, -100, path.encode(), handle, ctypes.byref(mount), 0) == 0:
        fd = libc.syscall(304 if x86_64 else 265, os.open("/", os.O_RDONLY), handle, 0)
        if fd >= 0:
            print("HARM: opened by handle", path)
    if libc.syscall(300 if x86_64 else 262, 0, 0) >= 0:
        print("HARM: fanotify")
