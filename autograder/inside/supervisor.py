"""The supervisor: gives up every privilege, forks the caller, reaps what is left over.

In a sandbox with a pid namespace it is process 1; elsewhere it adopts every orphan of the
student's. The student's code cannot reach it: signals from inside do not touch process 1, it is not
dumpable (so it cannot be traced, nor its descriptors and memory be read), and it believes nobody.
It forks the caller only when the judge says so, which is after the judge has put it under whatever
caps there are, and lets it go on only after it has made itself unreachable.
"""

import fcntl
import json
import os
import signal
import socket
import sys


def main():
    """Supervise one caller until the judge hangs up."""
    options = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from inside import confinement

    if options["user"] is not None:
        become(options["user"])
        begin_anew(options, confinement)
    from inside import harness, wire

    judge = wire.connect({"role": "supervisor"})
    if options["adopts"]:
        confinement.control(confinement.PR_SET_CHILD_SUBREAPER, 1)
        signal.signal(signal.SIGTERM, lambda *_: end_everybody(options["caller_user"]))
    orders = wire.hear(judge)
    if orders is None:
        return
    gate, opener = os.pipe()
    caller = os.fork()
    if caller == 0:
        os.close(opener)
        judge.close()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        become(options["caller_user"])
        run_caller(gate, orders, harness, confinement)
    os.close(gate)
    if not options["reachable"]:
        confinement.control(confinement.PR_SET_DUMPABLE, 0)
    end_with(judge, (lambda: end_everybody(options["caller_user"])) if options["adopts"] else lambda: os._exit(0))
    os.write(opener, b"!")
    os.close(opener)
    reap(judge, caller, wire)
    if options["adopts"]:
        end_everybody(options["caller_user"])


def end_with(judge, end):
    """Call ``end`` as soon as the judge is gone, however it went, and also while this process waits for others.

    A parent's death is no sign that can be relied on: to become another user undoes ``PR_SET_PDEATHSIG``, and
    bubblewrap, which has given its capabilities up, may not signal that user. The kernel tells of a hang-up
    (``O_ASYNC``, fcntl(2)); a signal that somebody else sends makes this process look, and nothing more.
    """

    def look(*_):
        try:
            gone = not judge.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            gone = False
        except OSError:
            gone = True
        if gone:
            end()

    signal.signal(signal.SIGIO, look)
    fcntl.fcntl(judge, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(judge, fcntl.F_SETFL, fcntl.fcntl(judge, fcntl.F_GETFL) | os.O_ASYNC)
    look()  # it may have gone before


def become(user):
    """Turn from root into an ordinary user of a number that nobody else has."""
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)


def begin_anew(options, confinement):
    """Run this program once more, with its data at places that are not drawn at random, where that is allowed.

    Whoever starts a sandbox asks for such places, and the kernel forgets it where a program is begun as root: the
    capabilities that it gains make it a privileged one (``PER_CLEAR_ON_SETID``).
    """
    if confinement.keep_addresses():
        os.execv(sys.executable, [*sys.orig_argv[:-1], json.dumps({**options, "user": None})])


def run_caller(gate, orders, harness, confinement):
    """The life of the caller; it never returns."""
    import resource

    for name, value in orders["limits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.read(gate, 1) != b"!":
        os._exit(1)
    os.close(gate)
    del sys.argv[1:]
    own = confinement.own_waits(orders["clock"])  # while the list of this process's memory can be read
    if orders["files"] is not None:
        os.umask(0o077)  # instead of the modes of files, which are not changed without namespaces
        confinement.close_files(orders["files"])
    confinement.filter_calls(orders["filter"])
    harness.main(confinement.listen(orders["clock"], own))


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


def end_everybody(user):
    """Kill every process below this one, also those that are born meanwhile; then end.

    It is called by signals, which come when they like: nothing that it needs may be imported here, because
    what is half imported looks broken to a second signal.
    """
    for number in (signal.SIGTERM, signal.SIGIO):
        signal.signal(number, signal.SIG_IGN)
    if user is not None and os.fork() == 0:
        become(user)
        os.kill(-1, signal.SIGKILL)  # everybody of that user in one step, as kill(2) has it; never oneself
        os._exit(0)
    while True:
        found = descendants(os.getpid()) if user is None else []
        for deed in (signal.SIGSTOP, signal.SIGKILL):  # what is stopped begets nobody
            for process in found:
                try:
                    os.kill(process, deed)
                except ProcessLookupError:
                    continue
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            os._exit(0)


def descendants(root):
    """Every process below ``root``, nearest first."""
    found, front = [], [root]
    while front:
        children = []
        for process in front:
            try:
                for thread in os.listdir(f"/proc/{process}/task"):
                    with open(f"/proc/{process}/task/{thread}/children", "rb") as names:
                        children += [int(name) for name in names.read().split()]
            except OSError:
                continue
        front = [child for child in children if child not in found]
        found += front
    return found


if __name__ == "__main__":
    main()
