"""Whose end a process waits for, as the kernel shows it.

A program that joins one child of several is right by luck where that child happens to be the last to end. So whoever
is waited for ends first: a program that waits for all then goes on to the next, and one that does not is too early.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping

from autograder import kernel, peers
from autograder.engine import timed_calls
from autograder.engine.helpers import FORK_SERVER, is_server
from autograder.engine.notifications import Notification
from autograder.kernel import Thread, Wait
from autograder.peers import PipeEnd

PIDFD = re.compile(rb"^Pid:\t(\d+)", re.MULTILINE)


def awaited(threads: Mapping[tuple[int, int], Thread], process: int, others: Mapping[int, int]) -> set[int]:
    """Those of the ``others`` whose end a thread of the process waits for, alone or beside other things.

    ``threads``: all threads of the tree, by process and thread. ``others``: processes, as the judge's namespace knows
    them, each with its own pid. A wait for just any child is one for nobody.
    """
    found: set[int] = set()
    for (owner, number), thread in threads.items():
        if owner == process and thread.wait is not None:
            found |= ends_waited_for(process, number, thread.wait, others)
    return found


def ends_waited_for(process: int, thread: int, wait: Wait, others: Mapping[int, int]) -> set[int]:
    """The same for one thread: it waits for a pid, or for a pipe or a descriptor that tells of an end."""
    match wait.call, wait.arguments:
        case ("wait4", (pid, *_)) | ("waitid", (os.P_PID, pid, *_)):
            return {other for other, own in others.items() if own == pid & 0xFFFF_FFFF}
        case "waitid", (os.P_PIDFD, descriptor, *_):
            return set(told_by(process, [descriptor & 0xFFFF_FFFF], others))
    held = Notification(0, thread, wait.call, wait.arguments)
    wanted = timed_calls.polled(held)
    if wait.call in ("select", "pselect6"):
        wanted = timed_calls.selected(held)
    return set(told_by(process, [descriptor for descriptor, _ in wanted], others))


def told_by(process: int, descriptors: list[int], others: Mapping[int, int]) -> Iterator[int]:
    """Those of the others of whose end one of these descriptors tells: it stands for them, or they hold its pipe."""
    pipes: set[PipeEnd] = set()
    for descriptor in descriptors:
        target = peers.stands_for(process, descriptor)
        pipes |= {PipeEnd(target, writes=True)} if target.startswith("pipe:") else set()
        if target == "anon_inode:[pidfd]":
            said = PIDFD.search(kernel.read_bytes(f"/proc/{process}/fdinfo/{descriptor}") or b"")
            yield from {int(said[1])} & others.keys() if said else ()
    if pipes:
        yield from (other for other in others if not pipes.isdisjoint(peers.pipe_ends(other)))
        yield from told_by_a_server(pipes, others)


def told_by_a_server(pipes: set[PipeEnd], others: Collection[int]) -> Iterator[int]:
    """Those of the others whose fork server holds one of these pipes, and will write there how they have ended.

    It has one such pipe for each of its children, opened in the order of their births behind those that are its own.
    Where one was opened again meanwhile, another child may be named than is waited for.
    Source: ``main`` in forkserver.py.
    """
    parents = {status.parent for other in others if (status := kernel.read_status(f"/proc/{other}"))}
    for server in (parent for parent in parents if is_server(parent) == FORK_SERVER):
        children = sorted(kernel.children_of(server, kernel.threads_of(server)))
        ends = [end for end in peers.pipe_ends(server) if end.writes][-len(children) :]
        yield from (child for child, end in zip(children, ends, strict=False) if end in pipes and child in others)
