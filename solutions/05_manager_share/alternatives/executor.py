"""An executor with as many workers as there are tasks, and the managed containers passed along."""

from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import Manager, current_process


def store(task, shared: dict, pids: list) -> None:
    pid = current_process().pid
    shared[pid] = task()
    pids.append(pid)


def share_pids(task, n: int) -> tuple[dict, list]:
    with Manager() as manager, ProcessPoolExecutor(max_workers=n) as executor:
        shared, pids = manager.dict(), manager.list()
        futures = [executor.submit(store, task, shared, pids) for _ in range(n)]
        wait(futures)
        for future in futures:
            future.result()
        plain = dict(shared.items()), [pid for pid in pids]
    return plain
