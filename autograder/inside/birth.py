"""Every process says hello to the judge when it is born, and can say later where it stands.

The connection stays open as long as the process lives. At ``SIGUSR1`` the interpreter itself
writes the stack of each thread to it, even when no Python code can run any more.
"""

import faulthandler
import multiprocessing.spawn
import os
import signal

from inside import wire

KIT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BEGIN = f"import sys; sys.path.insert(0, {KIT!r}); from inside import birth; birth.begin()"

lifeline = None


def announce():
    """Say hello once in this process; a forked child first lets go of its parent's connection."""
    global lifeline
    if lifeline is not None:
        lifeline.close()
    lifeline = wire.connect({"role": "process"})
    wire.hear(lifeline)
    faulthandler.register(signal.SIGUSR1, file=lifeline.fileno(), all_threads=True)


class Birth:
    """Travels with what a spawned process is told about itself; to unpickle it is to say hello."""

    def __reduce__(self):
        """Unpickling runs ``BEGIN``, before anything else runs in the new process."""
        return exec, (BEGIN, {})


def begin():
    """Announce this process, and every process that will be forked or spawned from it."""
    if lifeline is None:
        os.register_at_fork(after_in_child=announce)
        spawn = multiprocessing.spawn
        describe = spawn.get_preparation_data
        spawn.get_preparation_data = lambda name: {**describe(name), "birth": Birth()}
        announce()
