# exercise: 06_join
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: an exception of the child never comes to the parent, so 0 comes back.
# mistake: try/except around start and join
# named: exception_expected_in_the_parent
from multiprocessing import Process


def run_and_wait(task, name):
    try:
        p = Process(target=task, args=(name,))
        p.start()
        p.join()
        return 0
    except Exception:
        return 1
