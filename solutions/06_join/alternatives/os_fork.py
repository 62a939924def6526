"""No class at all: a copy by `os.fork`, and the kernel's own way to wait for it."""

import os
import traceback


def run_and_wait(task, name):
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            task(name)
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)
