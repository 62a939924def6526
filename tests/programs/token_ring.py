"""Two processes pass a token to and fro through pipes for ever, beside n held tasks.

The engine must conclude: never quiet. At almost every moment all processes are asleep in a read, and
yet somebody is always about to be woken. There is no standstill by proof. If the tasks are let go when
the processor time is used up, that is marked as settled; the run ends as BUSY. `go_slowly` rests a
twentieth of a second at each pass: no standstill by proof either, and ASLEEP at the wall clock's limit.
"""

import time
from multiprocessing import Pipe, Process


def pass_on(pipe, rest):
    while True:
        token = pipe.recv_bytes()
        if rest:
            time.sleep(rest)
        pipe.send_bytes(token)


def run_ring(task, n, rest):
    one, other = Pipe()
    ring = [Process(target=pass_on, args=(one, rest)), Process(target=pass_on, args=(other, rest))]
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for process in ring + children:
        process.start()
    other.send_bytes(b"token")
    for child in children:
        child.join()
    return "the tasks were let go"


def go(task, n):
    return run_ring(task, n, 0)


def go_slowly(task, n):
    return run_ring(task, n, 0.05)
