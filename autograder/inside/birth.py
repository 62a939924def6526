"""Every process says hello to the judge when it is born, goodbye before it ends, and can say where it stands.

The connection stays open as long as the process lives. At the signal ``WHERE`` the interpreter itself
writes the stack of each thread to it, even when no Python code can run any more; where there are no such
signals, a thread of Python's does (``inside.portable``).
"""

import contextlib
import faulthandler
import multiprocessing.process
import multiprocessing.spawn
import multiprocessing.util
import os
import sys

from inside import wire

KIT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
INSTALL = f"import sys; sys.path.insert(0, {KIT!r}); from inside import birth; birth.install"

LAST = -1_000_000  # the priority of what runs after everything else when a process ends

lifeline = None
as_loaded = {}  # the globals of the program's main module when a spawned process had just loaded it
requests = {}  # what the judge can ask of this process where it cannot send signals, by name


def announce(made_by=None):
    """Say hello once in this process; a forked child first lets go of its parent's connection."""
    global lifeline
    if lifeline is not None:
        lifeline.close()
    if made_by is None:
        made_by = sys._getframe(1).f_globals.get("__name__")  # whose line has called os.fork
    lifeline = wire.connect({"role": "process", "made_by": str(made_by)})
    orders = wire.hear(lifeline)
    if orders and orders.get("pauses"):
        from inside import pauses

        pauses.install()
    if wire.SIGNALS:
        faulthandler.register(wire.WHERE, file=lifeline.fileno(), all_threads=True)
    else:
        from inside import portable

        portable.obey(lifeline, requests)


def take_leave():
    """Wait to be let go: so whoever does not wait for this process's end returns before it, on any machine.

    Not the caller, and not the server of a manager, which is killed if it takes longer than a time limit.
    """
    target = getattr(multiprocessing.process.current_process(), "_target", None)
    if multiprocessing.process.parent_process() is None or getattr(target, "__name__", "") == "_run_server":
        return
    try:
        with wire.connect({"role": "leaving"}) as connection:
            wire.hear(connection)
    except OSError:
        return  # the judge has gone, or this process may open nothing any more


def prepare_to_leave(*_):
    """Take leave when everything else that runs at the end of a process has run."""
    multiprocessing.util.Finalize(None, take_leave, exitpriority=LAST)


def ask_before_starts():
    """From now on, this very process waits to be let on before it starts another one, in whatever way."""
    own_pid = os.getpid
    caller = own_pid()

    def ask():
        if own_pid() == caller:
            with contextlib.suppress(OSError), wire.connect({"role": "starting"}) as connection:
                wire.hear(connection)

    def ask_and_describe(name):
        if name != "ignore":  # as the fork server is called, which is none of the student's
            ask()
        return describe(name)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=ask)
    spawn = multiprocessing.spawn
    describe, spawn.get_preparation_data = spawn.get_preparation_data, ask_and_describe


class Birth:
    """Travels with what a spawned process is told about itself; to unpickle it is to say hello."""

    def __init__(self, module):
        self.module = module

    def __reduce__(self):
        """Unpickling runs ``INSTALL``, before anything else runs in the new process."""
        return exec, (f"{INSTALL}({self.module!r})", {})


def install(module):
    """Announce this process, and every process that will be forked or spawned from it.

    ``module`` is the name that the student's file has in the caller.
    """
    if lifeline is None:
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=announce)
        if wire.SIGNALS:
            multiprocessing.util.register_after_fork(prepare_to_leave, prepare_to_leave)  # which forgets finalizers
            prepare_to_leave()
        spawn = multiprocessing.spawn
        describe, prepare = spawn.get_preparation_data, spawn.prepare
        spawn.get_preparation_data = lambda name: {**describe(name), "birth": Birth(module)}
        spawn.prepare = lambda data: load(prepare, data, module)
        announce("multiprocessing.spawn")


def load(prepare, data, module):
    """Do what a fresh Python does before it is told its work, loading the program's main module above all.

    Objects that were pickled in the caller are to be found by the name that their module has there.
    """
    try:
        prepare(data)
    except BaseException:
        tell_of_loading(False)
        raise
    main = sys.modules["__main__"]
    if getattr(main, "__file__", None) == os.path.join(wire.STUDENT_FOLDER, f"{module}.py"):
        sys.modules.setdefault(module, main)
        as_loaded.update(vars(main))
    tell_of_loading(True)


def tell_of_loading(done):
    """Say that the main module is loaded, or that this process ends because it cannot be."""
    with wire.connect({"role": "loaded", "done": done}) as connection:
        wire.hear(connection)
