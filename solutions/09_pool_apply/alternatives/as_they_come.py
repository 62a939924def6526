"""`imap_unordered` hands back each result with the number of its item, and the order is made afterwards."""

from functools import partial
from multiprocessing import Pool


def with_its_number(task, numbered):
    number, item = numbered
    return number, task(item)


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply(task, [item]) for item in items]


def run_parallel(task, items, processes):
    with Pool(processes) as pool:
        found = dict(pool.imap_unordered(partial(with_its_number, task), enumerate(items)))
    return [found[number] for number in range(len(items))]
