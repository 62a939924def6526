"""Attack 79: hellos and calls without end, at full speed.

expect: F or T
says: stopped
variants: 79a_hellos, 79b_calls, 79c_calls_that_nobody_waits_for
"""

import json
import os
import socket

from inside import wire


def send(message):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.connect(wire.ADDRESS)
        connection.send(json.dumps(message).encode())


def launch(task, name):
    os.fork()
    while True:
        if VARIANT.startswith("79a"):
            send({"role": "leaving"})
        elif VARIANT.startswith("79b"):
            task(name)
        else:
            send({"role": "probe", "name": "task", "arguments": [name]})
