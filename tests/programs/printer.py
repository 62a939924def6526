"""Fifty megabytes are printed, after the task has been called n times by children.

The engine must conclude: TOO_MUCH_OUTPUT, soon, with only the beginning kept. `go_to_errors` prints to
the error stream, `go_from_child` in a child; `go_below_the_limit` prints four million bytes only: FINISHED.
"""

import sys
from multiprocessing import Process

LINE = "x" * 999 + "\n"


def work(task, n):
    children = [Process(target=task, args=(number,)) for number in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()


def shout(stream, lines):
    for _ in range(lines):
        stream.write(LINE)
    stream.flush()


def go(task, n):
    work(task, n)
    shout(sys.stdout, 50_000)
    return "printed"


def go_to_errors(task, n):
    work(task, n)
    shout(sys.stderr, 50_000)
    return "printed"


def go_from_child(task, n):
    work(task, n)
    child = Process(target=shout, args=(sys.stdout, 50_000))
    child.start()
    child.join()
    return "printed"


def go_below_the_limit(task, n):
    work(task, n)
    shout(sys.stdout, 4_000)
    return "printed"
