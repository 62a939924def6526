"""Attack 79a: hellos without end, at full speed.

expect: F
says: misused the grader's own channel
"""

import os
import socket

from inside import wire


def launch(task, name):
    os.fork()
    while True:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
            connection.connect(wire.ADDRESS)
            connection.send(b'{"role": "leaving"}')
