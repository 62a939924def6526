# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: os.fork counts as it behaves, the child sets the global and reports, and waitpid blocks until it is gone.
# mistake: none
import os
import traceback

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            child(report)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.waitpid(pid, 0)
    return x
