"""CPython's own tests of multiprocessing, run inside a sandbox by the harness, as students' scripts are.

``python -m tests.cpython [method ...] [test ...]``. The interpreter that runs inside must have its ``test`` package,
which Debian keeps in ``libpython3.x-testsuite``. Each test is a run of its own, as each scenario of an exercise is:
what the judge knows of a thread that has polled lasts for a run. Only what one run may use is raised; all that confines
and watches a program is as it is for students. Some of these tests measure a sleep, or rest on a time limit that does
not run out; time belongs to the judge here, which lets both end as soon as nobody else can move. So what does not pass
is tried again with the kernel's time: if it passes then, that alone is the difference. What else does not pass is
printed, and the exit status is 1 unless :data:`DIFFERENT` says why it cannot.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.checks.endings import say_ending
from autograder.engine import channel, judge
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import run_script
from autograder.errors import Inconclusive, KitError
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

PROGRAM = """
import json
import sys
import unittest
from test._test_multiprocessing import install_tests_in_module_dict

install_tests_in_module_dict(globals(), {method!r})


def names(suite):
    for one in suite:
        yield from names(one) if isinstance(one, unittest.TestSuite) else [one.id().removeprefix("__main__.")]


if __name__ == "__main__":
    import os

    os.chdir("/tmp")
    if {test!r}:
        result = unittest.main(argv=[sys.argv[0], {test!r}], exit=False, verbosity=2).result
        print("\\nRESULT", json.dumps([len(result.skipped), [text for _, text in result.failures + result.errors]]))
    else:
        found = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
        print("\\nRESULT", json.dumps(list(names(found))))
"""
DIFFERENT = {  # what cannot pass here, and why
    "TestStartMethod.test_get_all_start_methods": "the first one, which is the default, is the one that is graded",
    "TestPool.test_resource_warning": "a pool that is forgotten is kept until its step is over (inside.pools)",
}
ENDS = "passed", "skipped", "passed with the kernel's time alone", "different", "failed"
LIMITS = Limits(
    **{"seconds": 60, "cpu_seconds": 20, "wall_seconds": 120, "run_seconds": 300, "run_cpu_seconds": 300},
    **{"processes": 2000, "births": 100_000, "open_files": 4096},
)


channel.KEPT_OUTPUT = 1 << 24  # all names are printed in one line


def run(sandbox: Sandbox, method: str, test: str = "") -> tuple[list[Any], str]:
    """What one test's run printed as its result, and what is to be said if it printed none; no test: all names."""
    name = f"test_multiprocessing_{method}"
    folder = sandbox.student_folder(f"{name}.py", PROGRAM.format(method=method, test=test).encode(), {})
    try:
        evidence = judge.run(sandbox, folder, name, Scenario(run_script()), method, "cpython", LIMITS)
    except Inconclusive as error:
        return [], str(error)
    line = next((one for one in evidence.output.splitlines() if one.startswith("RESULT")), "")
    found: list[Any] = json.loads(line.removeprefix("RESULT")) if line else []
    return found, f"no result. {say_ending(evidence)}\n{evidence.errors[-1000:]}"


def try_test(sandboxes: Sequence[Sandbox], method: str, test: str) -> str:
    """Run one test, in the first sandbox and, if it does not pass there, in the second; how it ended."""
    for sandbox, passed in zip(sandboxes, (ENDS[0], ENDS[2]), strict=True):
        result, trouble = run(sandbox, method, test)
        skipped, texts = result or (0, [trouble])
        if not texts:
            return "skipped" if skipped else passed
    reason = next((why for ending, why in DIFFERENT.items() if test.endswith(ending)), "")
    print(f"  {method}: {test}: {reason or texts[0][-600:]}", flush=True)
    return "different" if reason else "failed"


def try_all(sandboxes: Sequence[Sandbox], method: str, asked: list[str]) -> Counter[str]:
    """Run the tests of one start method, or those whose names hold a word that is asked for; count how they ended."""
    tests, trouble = run(sandboxes[0], method)
    if not tests:
        raise SystemExit(f"{method}: {trouble}")
    chosen = [one for one in tests if not asked or any(word in one for word in asked)]
    return Counter(try_test(sandboxes, method, test) for test in chosen)


def find_sandbox(without: frozenset[str] = frozenset()) -> Sandbox:
    """A sandbox of a good level whose interpreter has the tests; ``without`` parts of it."""
    for level in (Level.B, Level.C):
        try:
            sandbox = Sandbox(level, without=without)
        except KitError:
            continue
        interpreter = sandbox.construction.interpreter
        library = f"lib/python{sys.version_info.major}.{sys.version_info.minor}"
        if Path(interpreter.prefix, library, "test", "_test_multiprocessing.py").is_file():
            return sandbox
        sandbox.close()
    raise SystemExit(
        "No interpreter that can be run in a sandbox has the package `test` (Debian: libpython3-testsuite)."
    )


def main(methods: list[str], asked: list[str]) -> int:
    """Run the tests of these start methods; 1 when anything fails that has no reason."""
    failed = False
    with find_sandbox() as sandbox, find_sandbox(frozenset({"clock"})) as timeless:
        print(f"level {sandbox.level}, {sandbox.construction.interpreter.executable}", flush=True)
        for method in methods:
            begun = time.monotonic()
            counted = try_all((sandbox, timeless), method, asked)
            numbers = ", ".join(f"{counted[end]} {end}" for end in ENDS if counted[end])
            print(f"{method}: {numbers}; {time.monotonic() - begun:.0f} s", flush=True)
            failed |= counted["failed"] > 0
    return int(failed)


if __name__ == "__main__":
    chosen = [one for one in sys.argv[1:] if one in START_METHODS]
    sys.exit(main(chosen or list(START_METHODS), [one for one in sys.argv[1:] if one not in START_METHODS]))
