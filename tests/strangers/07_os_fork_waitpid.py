# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: forks one child a task and reaps every pid with a blocking waitpid.
# mistake: none
import os
import time
import traceback


def run_all(tasks):
    t = time.clock_gettime(time.CLOCK_MONOTONIC)
    pids = []
    for task in tasks:
        pid = os.fork()
        if not pid:
            status = 1
            try:
                task()
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    return time.clock_gettime(time.CLOCK_MONOTONIC) - t
