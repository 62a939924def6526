"""Attack 78b: wait by a clock that is not the judge's and call the task, again and again, for ever.

expect: T
says: still running after 10 s, the time that was left for this run, whatever it does
"""

import socket
import struct


def wait():
    here, there = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 300_000))
    try:
        here.recv(1)
    except BlockingIOError:
        pass
    here.close()
    there.close()


def launch(task, name):
    while True:
        wait()
        task(name)
