"""Waits for the sentinel of a process of its own context, and lets go of the process afterwards."""

import multiprocessing as mp
from multiprocessing import connection


def run_and_wait(task, name):
    context = mp.get_context("spawn")
    child = context.Process(target=task, args=[name])
    child.start()
    connection.wait([child.sentinel])
    child.join(timeout=None)
    code = child.exitcode
    child.close()
    return code
