# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: select on the pidfd without a timeout blocks until the child ends, and join collects it.
# mistake: none
import os
import select
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    try:
        fd = os.pidfd_open(p.pid)
    except ProcessLookupError:
        pass                        # has ended already
    else:
        try:
            select.select([fd], [], [])
        finally:
            os.close(fd)
    p.join()
    return p.exitcode
