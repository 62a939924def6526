"""Python's own helper processes are known by their birth, and nobody else passes for one."""

import pytest

from autograder.engine.helpers import module_of_main
from autograder.engine.probes import Probe
from autograder.engine.scenario import START_METHODS
from autograder.engine.steps import call
from tests.conftest import Judge

TASK = Probe("task", 1)
PROGRAM = """
import os, subprocess, sys, time
from multiprocessing import Lock, Process

def child(task):
    {child}
    task()

def go(task):
    lock = Lock()
    {caller}
    p = Process(target=child, args=(task,))
    p.start()
    p.join()
"""
STRAYS = {
    "a comment": 'subprocess.Popen([sys.executable, "-I", "-c", "import time; time.sleep(3600)  # {main}"])',
    "a value that is made": (
        'subprocess.Popen([sys.executable, "-I", "-c", '
        "\"from multiprocessing.forkserver import main; main(3, 5, [__import__('time').sleep(3600)])\"])"
    ),
    "something before": 'subprocess.Popen([sys.executable, "-I", "-c", "import time; time.sleep(3600)\\n{main}"])',
    "another option": 'subprocess.Popen([sys.executable, "-I", "-c", "import time; time.sleep(3600)", "-c", "{main}"])',
}
TRACKER = "from multiprocessing.resource_tracker import main;main(3)"
GRANDCHILD = """if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: time.sleep(3600)
        os._exit(0)
    os.wait()"""


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("name", STRAYS)
def test_a_stray_that_looks_like_a_helper_is_seen(judged: Judge, name: str, start_method: str) -> None:
    """What stands in a command line does not make a helper, if it is not the whole of it."""
    source = PROGRAM.format(caller=STRAYS[name].replace("{main}", TRACKER), child="pass")
    evidence = judged(source, call("go", TASK), start_method=start_method, others_sleep_on=True)
    assert len(evidence.steps[0].survivors) == 1


@pytest.mark.parametrize("start_method", START_METHODS)
def test_a_stray_grandchild_is_seen(judged: Judge, start_method: str) -> None:
    """A child of a fork server has the server's command line, and so have its own children; no server forks itself."""
    source = PROGRAM.format(caller="pass", child=GRANDCHILD)
    evidence = judged(source, call("go", TASK), start_method=start_method, others_sleep_on=True)
    assert len(evidence.steps[0].survivors) == 1


@pytest.mark.parametrize("start_method", START_METHODS)
def test_the_helpers_themselves_are_not_taken_for_left(judged: Judge, start_method: str) -> None:
    """Fork server and resource tracker stay, as Python wants it."""
    evidence = judged(PROGRAM.format(caller="pass", child="pass"), call("go", TASK), start_method=start_method)
    assert evidence.steps[0].survivors == []


SERVER = "from multiprocessing.forkserver import main; main"


@pytest.mark.parametrize(
    ("command", "module"),
    [
        (TRACKER, "multiprocessing.resource_tracker"),
        ("from multiprocessing.forkserver import main; main(3, 5, ['__main__'], **{'sys_path': ['/a#b']})", "yes"),
        (f"import sys; {SERVER}(3, 5, [], sys_argv=sys.argv[1:], **{{'sys_path': []}})", "yes"),  # since 3.13.18
        (f"{SERVER}(3, 5, [], sys_argv=sys.argv[1:])", ""),
        (f"import os; {SERVER}(3, 5, [], sys_argv=sys.argv[1:])", ""),
        (f"import sys; {SERVER}(3, 5, [], sys_argv=sys.exit())", ""),
        (f"import sys; {SERVER}(3, 5, [])", ""),
        ("from multiprocessing.forkserver import main; main(3, open('x'))", ""),
        ("from multiprocessing.forkserver import main; main(3); main(4)", ""),
        ("from multiprocessing.forkserver import main as x; x(3)", ""),
        ("import os; main(3)", ""),
        ("main(", ""),
        ("(" * 500, ""),
    ],
)
def test_a_command_is_read_and_not_searched(command: str, module: str) -> None:
    """Only an import and a call with values written out is what Python starts its helpers with."""
    assert module_of_main(command) == ("multiprocessing.forkserver" if module == "yes" else module)


def test_what_stands_behind_the_command_is_the_programs() -> None:
    """Only a fork server that is told the arguments of its program has any."""
    assert module_of_main(f"import sys; {SERVER}(3, sys_argv=sys.argv[1:])", arguments=True)
    assert not module_of_main(f"{SERVER}(3, 5, [])", arguments=True)


@pytest.mark.parametrize("start_method", ["spawn", "forkserver"])
def test_a_helper_is_known_from_its_first_moment(judged: Judge, start_method: str) -> None:
    """Whoever returns as soon as the resource tracker is started, or ends its import there, leaves nobody behind."""
    source = "from multiprocessing import Lock\nearly = Lock()\ndef go(task):\n    task()\n"
    late = "from multiprocessing import Lock\ndef go(task):\n    task()\n    Lock()\n"
    for _ in range(10):  # for a moment the kernel says of a new program that it has no command
        assert judged(source, call("go", TASK), start_method=start_method).unannounced == []
        assert judged(late, call("go", TASK), start_method=start_method).steps[0].survivors == []
