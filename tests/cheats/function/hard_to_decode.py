"""uniq: sends what is hard to parse: deep, wide, with huge numbers, with keys that collide."""

import os
import struct

texts = [
    b"[" * 500_000,
    b'["d"' + b"".join(b',%d,1' % (i * (2**61 - 1)) for i in range(100)) + b"]",
    b'["r",0,["i","' + b"f" * 1_000_000 + b'"],1]',
    b'["D","1e999999999"]',
    b'["q",1,0]',
    b'["a","<f8",[' + b"9" * 4000 + b'],""]',
    b'["l",3,1,2]',
]
for text in texts:
    frame = b"answer 0.000001\n" + text
    os.write(3, struct.pack(">I", len(frame)) + frame)
os._exit(0)
