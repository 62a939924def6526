"""Attack 81: hand over as much as a message holds, again and again, so that the grader grows.

expect: F
says: handed over more than 4 MiB
"""

import json
import socket

from inside import wire

GROWING = {"type": "list", "items": [[]] * 15_000}  # three bytes each on their way, and twenty times that in Python
HELLO = json.dumps({"role": "probe", "name": "task", "arguments": [GROWING]}, separators=(",", ":")).encode()


def launch(task, name):
    kept = []
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        connection.connect(wire.ADDRESS)
        connection.send(HELLO)
        kept = [*kept, connection][-50:]
