"""Chooses its own start method, wraps the task, and makes a daemon of the child."""

import multiprocessing
from functools import partial

context = multiprocessing.get_context("spawn")


def announce(task, *arguments):
    print("child", multiprocessing.current_process().name, "is running", flush=True)
    task(*arguments)


def launch(task, name):
    child = context.Process(target=partial(announce, task), args=[name], name=name, daemon=True)
    child.start()
    assert child.pid is not None
    return child
