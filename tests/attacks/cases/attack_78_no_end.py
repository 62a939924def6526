"""Attack 78: call the task again and again, for ever, so that something happens all the time.

expect: T
says: whatever it does
variants: 78a_computing_in_between, 78b_waiting_in_between
"""

import socket
import struct
import time


def compute():
    began = time.process_time()
    while time.process_time() - began < 0.3:
        pass


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
        compute() if VARIANT.startswith("78a") else wait()
        task(name)
