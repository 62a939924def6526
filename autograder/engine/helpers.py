"""The helper processes of Python's own: fork server and resource tracker, known by their birth."""

import ast
import os
import time
from collections import Counter
from collections.abc import Container, Iterable
from functools import lru_cache

from autograder import kernel, peers

FORK_SERVER = "fork server"
PASSED = "sys_argv"
PROGRAM_SECONDS = 0.5  # so long the kernel may take at most to begin a program; it takes less than a thousandth of it
SERVERS = {  # by the module whose ``main`` they run
    "multiprocessing.resource_tracker": "resource tracker",
    "multiprocessing.forkserver": FORK_SERVER,
}


def is_server(process: int) -> str:
    """The name of the helper process of Python's own that this is, or nothing.

    It is known by its birth: it was not only forked, but has begun the program of the process that it helps, with
    just the command that Python gives to its helpers. Children of a fork server keep its command line, and have not.
    """
    words = kernel.command_line(process)
    place = words.index("-c") + 1 if "-c" in words[:-1] else 0
    title = SERVERS.get(module_of_main(words[place], len(words) > place + 1), "") if place else ""
    if not title or not kernel.has_run_another_program(process):
        return ""
    status = kernel.read_status(f"/proc/{process}")
    same = status is not None and kernel.program_of(process) == kernel.program_of(status.parent)
    return title if same else ""


def asked_by_another(child: int, known: Iterable[int]) -> bool:
    """Whether one who is ``known``, and not the caller (the first), has asked the fork server for a child just born.

    Who asks makes a pipe on which the child is told its work, and keeps the end that is written to for as long as the
    child is its own. The child has the other end twice until it has been told.
    Source: ``Popen._launch`` in popen_forkserver.py, ``_serve_one`` in forkserver.py, ``_main`` in spawn.py.
    """
    told = (end for end, times in Counter(peers.pipe_ends(child)).items() if times > 1 and not end.writes)
    kept = {peers.PipeEnd(end.pipe, writes=True) for end in told}
    asked = (not kept.isdisjoint(peers.pipe_ends(one)) for one in known)
    return not next(asked, True) and any(asked)


def settled_descendants(root: int, known: Container[int]) -> list[int]:
    """Everybody below ``root``, once each who is not known and has just begun another program shows its command.

    A parent by ``vfork`` goes on when its child has its new memory, and the command is written there after that. Who
    has no command for longer than that takes wants to have none, and is told from a helper by it.
    """
    found, end = kernel.descendants_of(root), time.monotonic() + PROGRAM_SECONDS
    for process in found:
        while process not in known and not kernel.command_line(process) and time.monotonic() < end:
            status = kernel.read_status(f"/proc/{process}")
            if status is None or status.state in "ZX":
                break
            os.sched_yield()
    return found


@lru_cache(maxsize=256)
def module_of_main(command: str, arguments: bool = False) -> str:
    """The module of which a command runs ``main`` with plain values, as Python's own helpers are started; or nothing.

    Since late releases of 3.13 a fork server is told the ``arguments`` of its program, behind the command.
    Source: ``spawnv_passfds`` in resource_tracker.py and forkserver.py.
    """
    try:
        *before, imported, called = ast.parse(command).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    match imported, called:
        case ast.ImportFrom(module=str(module), names=[ast.alias("main")]), ast.Expr(
            ast.Call(ast.Name("main")) as call
        ):
            passed = [one for one in call.keywords if one.arg == PASSED and ast.unparse(one.value) == "sys.argv[1:]"]
            plain = [*call.args, *(one.value for one in call.keywords if one not in passed)]
            known = [ast.unparse(one) for one in before] == (["import sys"] if passed else [])
            return module if known and bool(passed) >= arguments and all(map(is_plain, plain)) else ""
    return ""


def is_plain(node: ast.expr) -> bool:
    """Whether an expression is a value written out, so that nothing runs to make it."""
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return False
    return True
