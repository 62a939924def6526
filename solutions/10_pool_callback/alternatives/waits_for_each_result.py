"""The results are waited for one after another, the callback logs them whenever they come."""

from functools import partial
from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        submit = partial(pool.apply_async, callback=log)
        results = [submit(task, (item,)) for item in items]
        for result in results:
            result.wait()
