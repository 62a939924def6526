"""A fresh Python by `subprocess`, which gets its work through a pipe and is given the way to the modules."""

import os
import pickle
import subprocess
import sys

CHILD = "import pickle, sys; task, name = pickle.load(sys.stdin.buffer); task(name)"


def run_and_wait(task, name):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", CHILD], env=environment, input=pickle.dumps((task, name))).returncode
