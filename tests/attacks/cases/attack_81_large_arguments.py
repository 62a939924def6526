"""Attack 81: hand over as much as a message holds, again and again, so that the grader grows.

expect: F
says: handed over more than 4 MiB
"""

import json
import socket

from inside import wire

HELLO = json.dumps({"role": "probe", "name": "task", "arguments": [[[]] * 10_000]}).encode()


def launch(task, name):
    kept = []
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        connection.connect(wire.ADDRESS)
        connection.send(HELLO)
        kept = [*kept, connection][-50:]
