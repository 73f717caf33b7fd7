# Reads and writes through io_uring, past the filter of system calls.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
params = ctypes.create_string_buffer(120)
for number in (425, 426, 427):
    if libc.syscall(number, 8, params, 0, 0, 0, 0) >= 0:
        print("HARM: io_uring answered", number)
