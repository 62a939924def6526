"""Attack 59: kill everybody, then oneself.

expect: F
says: killed by SIGKILL
"""

import os
import signal


def launch(task, name):
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass
    os.kill(os.getpid(), signal.SIGKILL)
