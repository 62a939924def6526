"""Process 1 of the sandbox: gives up every privilege, forks the caller, reaps what is left over.

The student's code cannot reach it: signals from inside do not touch process 1, it is not dumpable
(so it cannot be traced, nor its descriptors and memory be read), and it believes nobody. It forks
the caller at once and lets it go on only after it has made itself unreachable.
"""

import json
import os
import signal
import sys

PR_SET_DUMPABLE = 4


def main():
    """Supervise one caller until the judge hangs up."""
    options = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from inside import wire

    judge = wire.connect({"role": "supervisor"})
    if options["user"] is not None:
        os.setgroups([])
        os.setresgid(*[options["user"]] * 3)
        os.setresuid(*[options["user"]] * 3)
    gate, opener = os.pipe()
    caller = os.fork()
    if caller == 0:
        os.close(opener)
        judge.close()
        run_caller(gate, options["limits"])
    os.close(gate)
    become_unreachable()
    os.write(opener, b"!")
    os.close(opener)
    reap(judge, caller, wire)


def run_caller(gate, limits):
    """The life of the caller; it never returns."""
    import resource

    from inside import harness

    for name, value in limits.items():
        resource.setrlimit(getattr(resource, name), (value, value))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.read(gate, 1) != b"!":
        os._exit(1)
    os.close(gate)
    del sys.argv[1:]
    harness.main()


def become_unreachable():
    """Forbid tracing, and reading of memory and descriptors, to processes of the same user."""
    import ctypes

    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        os._exit(1)


def reap(judge, caller, wire):
    """Collect every process that ends; tell the judge how the caller ended; wait to be ended."""
    while True:
        try:
            process, status = os.waitpid(-1, 0)
        except ChildProcessError:
            break
        if process == caller:
            wire.tell(judge, {"event": "exit", "status": os.waitstatus_to_exitcode(status)})
    wire.hear(judge)


if __name__ == "__main__":
    main()
