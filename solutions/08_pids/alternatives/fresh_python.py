"""A fresh Python by `subprocess`, which gets the function through a pipe and is given the way to its module."""

import os
import pickle
import subprocess
import sys

CHILD = "import os, pickle, sys; pickle.load(sys.stdin.buffer)(os.getpid(), os.getppid())"


def identify(report):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.Popen([sys.executable, "-c", CHILD], stdin=subprocess.PIPE, env=environment)
    child.communicate(pickle.dumps(report))
    return os.getpid(), child.pid
