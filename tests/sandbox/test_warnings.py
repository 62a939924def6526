"""Nothing of the kit's that runs inside a sandbox warns, on whichever Python: a warning is the error of a later one."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import autograder
from autograder.engine import judge
from autograder.engine.evidence import Ending
from autograder.engine.probes import ManagedDict, Probe
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import call
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from tests.conftest import Sandboxes

PACKAGE = Path(autograder.__file__).parent
MODULES = sorted(path.stem for path in (PACKAGE / "inside").glob("*.py") if path.stem != "__init__")
PROGRAM = b"""
from multiprocessing import Process

def add(shared, task):
    shared["hits"] += task()

def go(shared, task):
    child = Process(target=add, args=(shared, task))
    child.start()
    child.join()
"""


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_loaded_without_a_warning(module: str) -> None:
    """Each on its own, as Python compiles and runs it."""
    source = f"import sys; sys.path.insert(0, {str(PACKAGE)!r}); import inside.{module}"
    command = [Interpreter.current().executable, "-B", "-I", "-S", "-W", "error", "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("level", [Level.B, Level.D])
def test_a_run_is_judged_without_a_warning(
    level: Level, start_method: str, sandboxes: Sandboxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the filters that the caller puts on to its end, with a child and a managed dict."""
    sandbox = sandboxes(level)
    plain: Callable[..., list[str]] = Interpreter.command
    # A process's lifeline is meant to be open when the process is gone, of which 3.14 warns where it was not silent.
    strict = ("-W", "error", "-W", "ignore::ResourceWarning")
    monkeypatch.setattr(Interpreter, "command", lambda self, *words: plain(self, *strict, *words))
    shared = ManagedDict("shared", {"hits": "1"}, Probe("read", 1), Probe("write", 1, answer="nothing"))
    scenario = Scenario(call("go", shared, Probe("task", 1)))
    folder = sandbox.student_folder("program.py", PROGRAM, {})
    evidence = judge.run(sandbox, folder, "program", scenario, start_method, "seed", Limits())
    assert (evidence.ending, evidence.errors) == (Ending.FINISHED, "")
    assert len(evidence.calls_of("write")) == 1
