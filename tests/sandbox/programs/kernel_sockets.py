# Sockets that are no network: netlink, the kernel's ciphers, packets, raw, vsock, bluetooth, tipc.
import os, socket
for family, kind, protocol in (
    (16, socket.SOCK_RAW, 9), (16, socket.SOCK_RAW, 15), (16, socket.SOCK_RAW, 16), (16, socket.SOCK_RAW, 4), (38, socket.SOCK_SEQPACKET, 0),
    (17, socket.SOCK_RAW, 3), (2, socket.SOCK_RAW, 1), (40, socket.SOCK_STREAM, 0), (31, socket.SOCK_RAW, 1), (30, socket.SOCK_DGRAM, 0), (15, socket.SOCK_RAW, 2), (44, socket.SOCK_RAW, 0),
):
    try:
        socket.socket(family, kind, protocol)
        print("HARM: a socket of family", family, protocol)
    except OSError:
        pass
