"""Keep pools alive until a step is over, so that none is ended by the garbage collector's luck.

A pool that its program has forgotten is ended when the last reference to it goes, which may be when
the function returns or later. Whether a program ends its pools itself shows only if nobody else does.
"""

import multiprocessing.util
import sys
import threading

held = []


def install():
    """From now on, hold every pool of processes that is made in this process."""
    finalize, thread = multiprocessing.util.Finalize, threading.Thread
    make, start = finalize.__init__, thread.start

    def make_and_hold(self, obj, *arguments, **keywords):
        """A ``Pool`` says with a ``Finalize`` how it is to be ended."""
        make(self, obj, *arguments, **keywords)
        module = sys.modules.get("multiprocessing.pool")
        if module is not None and isinstance(obj, module.Pool):
            held.append(obj)

    def start_and_hold(self):
        """An executor of processes starts a thread that refers to it weakly."""
        refer = getattr(self, "executor_reference", None)
        if callable(refer):
            held.append(refer())
        start(self)

    finalize.__init__, thread.start = make_and_hold, start_and_hold


def let_go():
    """The step is over, and what it left running was written down."""
    held.clear()
