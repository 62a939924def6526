"""Attack 79c: calls without end, at full speed, whose answers nobody waits for.

expect: F
says: again and again (501 calls) and was stopped
"""

import json
import os
import socket

from inside import wire

HELLO = json.dumps({"role": "probe", "name": "task", "arguments": ["name"]}).encode()


def launch(task, name):
    os.fork()
    while True:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
            connection.connect(wire.ADDRESS)
            connection.send(HELLO)
