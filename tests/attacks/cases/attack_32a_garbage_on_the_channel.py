"""Attack 32a: speak garbage to the judge.

expect: F
says: the grader's own channel
"""

import socket

from inside import wire


def launch(task, name):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect(wire.ADDRESS)
    connection.send(b"\xff\x00{]" + b"[" * 50_000)
    connection.recv(1)
