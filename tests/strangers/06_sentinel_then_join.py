# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: connection.wait on the sentinel has no timeout, and the join after it makes the exit code certain.
# mistake: none
import multiprocessing
from multiprocessing import connection


def run_and_wait(task, name):
    child = multiprocessing.Process(target=task, args=(name,), name="runner-" + name)
    child.start()
    ready = connection.wait([child.sentinel])
    assert ready == [child.sentinel]
    child.join()
    code = child.exitcode
    child.close()
    return code
