# exercise: 06_join
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: after a minute it no longer waits and returns None, so its waiting has a time limit.
# mistake: join(timeout=60)
# named: join_with_timeout, join_timeout_too_short
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    p.join(timeout=60)
    return p.exitcode
