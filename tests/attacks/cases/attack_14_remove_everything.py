"""Attack 14: remove everything, then crash.

expect: F
says: killed by SIGABRT
harms E: FILES, it would remove whatever the grading user may remove in /tmp and /dev/shm
"""

import os
import shutil


def launch(task, name):
    for folder in ("/home/student", "/judge", "/kit", "/tmp", "/dev/shm"):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            os.chmod(folder, 0)
        except OSError:
            pass
    os.abort()
