"""A start method of its own choice, a wrapper round the task, an initializer, and `imap`."""

import multiprocessing
import signal

CONTEXT = multiprocessing.get_context("spawn")


def quiet():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Numbered:
    """Calls the task, and says which item the result is for."""

    def __init__(self, task):
        self.task = task

    def __call__(self, number, item):
        return number, self.task(item)


def in_pool(processes, work):
    pool = CONTEXT.Pool(processes, initializer=quiet)
    try:
        return work(pool)
    finally:
        pool.close()
        pool.join()


def run_serial(task, items, processes):
    return in_pool(processes, lambda pool: [pool.apply(Numbered(task), [0, item])[1] for item in items])


def run_parallel(task, items, processes):
    return in_pool(processes, lambda pool: list(pool.imap(task, items)))
