# exercise: 09_pool_apply
# right: fork 5 of 5, spawn 5 of 5, forkserver 5 of 5: imap_unordered brings number and result in any order, and sorting by the number restores the order.
# mistake: none
import multiprocessing.pool
from multiprocessing import get_context


def _numbered(job):
    number, task, item = job
    return number, task(item)


def _first(pair):
    return pair[0]


def run_serial(task, items, processes):
    with multiprocessing.pool.Pool(processes, context=get_context()) as pool:
        answer = list()
        for item in items:
            answer += [pool.apply(task, (item,))]
        return answer


def run_parallel(task, items, processes):
    jobs = [(number, task, item) for number, item in enumerate(items)]
    with multiprocessing.pool.Pool(processes, context=get_context()) as pool:
        pairs = sorted(pool.imap_unordered(_numbered, jobs), key=_first)
    return [result for _, result in pairs]
