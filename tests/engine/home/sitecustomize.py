"""Read in by every Python of a run at home: it sets the default start method, and notes each process that is born."""

import multiprocessing
import multiprocessing.context
import os
import sys

os.environ.setdefault("HOME_PID", str(os.getpid()))  # the process that runs the script
FOLDER = os.path.dirname(os.path.abspath(__file__))
SERVERS = ("from multiprocessing.resource_tracker import", "from multiprocessing.forkserver import")


def note(*fact):
    """Add a line to the log; a write of one line is never mixed with another one's."""
    with open(os.path.join(FOLDER, "log"), "ab", buffering=0) as log:
        log.write(f"{fact!r}\n".encode())


default = multiprocessing.context._default_context
default._default_context = multiprocessing.get_context(os.environ["START_METHOD"])
# The kit does so, too: since fixes of 3.12 and 3.13 the server would load the script for all, once.
multiprocessing.set_forkserver_preload([])
os.register_at_fork(after_in_child=lambda: note("born", os.getpid()))
if "--multiprocessing-fork" in sys.orig_argv:
    note("born", os.getpid())
