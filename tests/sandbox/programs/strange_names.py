# Leaves names that tools stumble over: line ends, no UTF-8, dashes, the longest there are, links to nowhere and to everywhere.
import os
for name in (b"\n", b"-rf", b"\xff\xfe", b" ", b"*", b"$(touch " + BAIT["home"].encode() + b"/pwned)"[:200].replace(b"/", b":"), b"x" * 255, "‮".encode()):
    os.makedirs(os.path.join(b"strange", name, name), exist_ok=True)
    open(os.path.join(b"strange", name, b"file"), "w").close()
    os.symlink(BAIT["home"], os.path.join(b"strange", name, b"home"))
    os.symlink(b".", os.path.join(b"strange", name, b"loop"))
    os.mkfifo(os.path.join(b"strange", name, b"pipe"))
    os.chmod(os.path.join(b"strange", name), 0)
os.symlink(BAIT["home"], os.path.join(os.environ["TMPDIR"], "home2"))
try:
    os.rename(os.environ["HOME"], os.path.join(os.environ["TMPDIR"], "moved"))
    os.symlink(BAIT["home"], os.environ["HOME"])
except OSError:
    pass
