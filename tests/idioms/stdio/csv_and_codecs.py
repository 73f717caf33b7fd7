"""total: csv, codecs, readinto, select."""

import codecs
import csv
import select
import sys

assert select.select([sys.stdin], [], [], 0)[0]
block = bytearray(1 << 12)
size = sys.stdin.buffer.readinto(block)
lines = codecs.getreader("utf-8")(__import__("io").BytesIO(block[:size])).readlines()
rows = list(csv.reader(lines, delimiter=" "))
sys.stdout.reconfigure(line_buffering=True, encoding="utf-8", errors="surrogateescape")
csv.writer(sys.stdout, lineterminator="\n").writerow([sum(map(int, rows[1]))])
