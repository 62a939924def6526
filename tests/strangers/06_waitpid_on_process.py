# exercise: 06_join
# right: fork 3-4 of 4, spawn 3-4 of 4, forkserver 0-2 of 4: under forkserver the process is not the caller's own child, so waitpid raises ChildProcessError.
# mistake: os.waitpid on a process that may belong to the fork server
# named: none
import os
from multiprocessing import Process


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    pid, status = os.waitpid(p.pid, 0)
    return os.waitstatus_to_exitcode(status)
