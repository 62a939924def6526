# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: os.fork and waitpid make a child, block until it is gone and give its exit code.
# mistake: none
import os
import sys
import traceback


def run_and_wait(task, name):
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        status = 1
        try:
            task(name)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)
