"""Processes open as many connections to the judge as they may, without a hello, and keep them.

The engine must conclude: this is the program's doing, and end the run as GARBLED or
TOO_MANY_PROCESSES, or bear it and end as FINISHED. It must never fail itself, whatever the
limit of open files that the grader has.
"""

import socket
from multiprocessing import Process

kept = []


def open_all():
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        connection.connect("/judge/socket")
        kept.append(connection)


def work(task, number):
    try:
        open_all()
    except OSError:
        kept.pop().close()
    task(number)


def go(task, n):
    children = [Process(target=work, args=(task, number)) for number in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return n
