"""The task is called for one item only, and its result is returned for all n items.

The engine must conclude: one call, one nonce; the returned list has that nonce n times, so all but
one of its places are not the result of any call. The run ends as FINISHED.
"""

from multiprocessing import Pool


def go(task, n):
    with Pool(1) as pool:
        result = pool.apply(task, (0,))
    return [result] * n
