"""Attack 20: write verdicts to the judge's own socket.

expect: N
"""

import json
import socket
from multiprocessing import Process

from inside import wire


def attack():
    for message in (
        {"role": "supervisor"},
        {"role": "caller"},
        {"role": "probe", "name": "verdict", "arguments": ["passed", 12]},
    ):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
            connection.connect(wire.ADDRESS)
            connection.send(json.dumps(message).encode())
            answer = connection.recv(65536)
            if answer:
                print("HOLE: the judge answered", answer[:80])
    print("tried")


def launch(task, name):
    attack()
    child = Process(target=task, args=(name,))
    child.start()
    return child
