"""The helper processes of Python's own: fork server and resource tracker, known by their birth."""

import ast

from autograder import kernel

FORK_SERVER = "fork server"
PASSED = "sys_argv"
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
