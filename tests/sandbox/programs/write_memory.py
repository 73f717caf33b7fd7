# Writes to the memory of its parent, its grandparent and the checker.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
block = ctypes.create_string_buffer(b"MEMORY-000000000000000000000000")
ours = (ctypes.c_size_t * 2)(ctypes.addressof(block), len(block))
for pid in (os.getppid(), 1, BAIT["checker"], BAIT["victim"]):
    for address in (0x400000, 0x555555554000, id(BAIT), ctypes.addressof(block)):
        theirs = (ctypes.c_size_t * 2)(address, len(block))
        if pid not in (os.getpid(),) and libc.process_vm_writev(pid, ours, 1, theirs, 1, 0) > 0:
            print("HARM: wrote memory of", pid)
        try:
            with open(f"/proc/{pid}/mem", "r+b", 0) as memory:
                memory.seek(address)
                memory.write(block.raw)
                print("HARM: wrote memory of", pid)
        except (OSError, ValueError, OverflowError):
            pass
