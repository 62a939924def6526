"""What is done about pools of processes: none is ended by the garbage collector, and none computes while it waits.

A pool that its program has forgotten is ended when the last reference to it goes, which may be when
the function returns or later. Whether a program ends its pools itself shows only if nobody else does.

The thread of a pool that looks after its workers waits for results, too, which another thread takes. As long as that
one is in a callback and a further result is there, it comes back at once, again and again, and keeps a processor busy.
Here it waits for what concerns it, as that of a pool of threads does anyway.
"""

import multiprocessing.util
import sys
import threading

held = []


def install():
    """From now on, hold every pool of processes that is made in this process, and let it wait in peace."""
    finalize, thread = multiprocessing.util.Finalize, threading.Thread
    make, start = finalize.__init__, thread.start

    def make_and_hold(self, obj, *arguments, **keywords):
        """A ``Pool`` says with a ``Finalize`` how it is to be ended."""
        make(self, obj, *arguments, **keywords)
        module = sys.modules.get("multiprocessing.pool")
        if module is not None and isinstance(obj, module.Pool):
            held.append(obj)

    def start_and_hold(self):
        """An executor of processes starts a thread that refers to it weakly; a ``Pool`` one for its workers."""
        refer = getattr(self, "executor_reference", None)
        if callable(refer):
            held.append(refer())
        leave_results_to_others(self)
        start(self)

    finalize.__init__, thread.start = make_and_hold, start_and_hold


def leave_results_to_others(thread):
    """Let the thread of a pool that looks after its workers wait for their ends and for its notifier alone."""
    module, target = sys.modules.get("multiprocessing.pool"), getattr(thread, "_target", None)
    if module is None or getattr(target, "__func__", None) is not module.Pool._handle_workers.__func__:
        return
    *_, sentinels, notifier = thread._args
    if isinstance(sentinels, list) and getattr(notifier, "_reader", None) in sentinels:  # as in Python 3.8 to 3.15
        sentinels[:] = [notifier._reader]


def let_go():
    """The step is over, and what it left running was written down."""
    held.clear()
