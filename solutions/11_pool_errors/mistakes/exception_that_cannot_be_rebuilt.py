"""The worker raised an exception of a class that cannot be rebuilt in the caller.

An exception travels from a worker as its class and its `args`, and is made anew from them. A class whose `__init__`
takes other arguments than it hands to `super().__init__` cannot be made so. The TypeError comes in the thread of the
pool that hands results on, and ends it: no result arrives any more, and whoever waits for the pool waits for ever.

Which arguments does the class want, and which does its `args` hold?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_it_returns_when_all_is_over
# has: class $E($_):
#          def __init__(self, $_, $_):
#              super().__init__($_)
# has: raise $E($_, $_)
# ok: class TaskFailed(Exception):
#         pass

from multiprocessing import Pool


class TaskFailed(Exception):
    def __init__(self, item, cause):
        super().__init__(f"item {item} failed: {cause}")
        self.cause = cause


def guarded(task, item):
    try:
        return task(item)
    except Exception as error:
        raise TaskFailed(item, error)


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        for item in items:
            pool.apply_async(guarded, (task, item), callback=log, error_callback=lambda failed: on_error(failed.cause))
        pool.close()
        pool.join()
