"""CPython's own tests of multiprocessing, run inside a sandbox by the harness, as a student's script is.

``python -m tests.cpython [method ...]``. The interpreter that runs inside must have its ``test`` package, which Debian
keeps in ``libpython3.x-testsuite``. Only what one run may use is raised; all that confines and watches a program is as
it is for students. What does not pass is printed, and the exit status is 1.
"""

import json
import sys
from pathlib import Path

from autograder.checks.endings import say_ending
from autograder.engine import channel, judge
from autograder.engine.evidence import Evidence
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import run_script
from autograder.errors import KitError
from autograder.sandbox.levels import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

PROGRAM = """
import sys
import unittest
from test._test_multiprocessing import install_tests_in_module_dict

install_tests_in_module_dict(globals(), {method!r})

if __name__ == "__main__":
    import json
    import os

    os.chdir("/tmp")
    result = unittest.main(argv=[sys.argv[0], *{patterns!r}], exit=False, verbosity=2).result
    troubles = [[case.id(), text[-600:]] for case, text in [*result.failures, *result.errors]]
    print("\\nRESULT", json.dumps([result.testsRun, len(result.skipped), troubles]))
"""
DIFFERENT = {  # what cannot pass here, and why
    "TestWait.test_wait_integer": "it measures a sleep, which is over here when nobody else can move (engine.clock)",
    "TestPool.test_resource_warning": "a pool that is forgotten is kept until its step is over (inside.kept_pools)",
}
LIMITS = Limits(
    **{"seconds": 900, "cpu_seconds": 3000, "wall_seconds": 3000, "run_seconds": 3000, "run_cpu_seconds": 3000},
    **{"processes": 2000, "births": 100_000, "open_files": 4096, "output": 1 << 28},
)


channel.KEPT_OUTPUT = 1 << 24  # all that is printed: at its end stands which test was the last


def run(sandbox: Sandbox, method: str, patterns: list[str]) -> Evidence:
    """Run the tests of one start method."""
    source = PROGRAM.format(method=method, patterns=patterns).encode()
    folder = sandbox.student_folder(f"test_multiprocessing_{method}.py", source, {})
    return judge.run(
        sandbox, folder, f"test_multiprocessing_{method}", Scenario(run_script()), method, "cpython", LIMITS
    )


def find_sandbox() -> Sandbox:
    """A sandbox of a good level whose interpreter has the tests."""
    for level in (Level.B, Level.C):
        try:
            sandbox = Sandbox(level)
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


def main(methods: list[str], patterns: list[str]) -> int:
    """Run the tests of these start methods; 1 when anything does not pass."""
    failed = False
    with find_sandbox() as sandbox:
        print(f"level {sandbox.level}, {sandbox.construction.interpreter.executable}")
        for method in methods:
            evidence = run(sandbox, method, patterns)
            line = next((one for one in evidence.output.splitlines() if one.startswith("RESULT")), "")
            if not line:
                print(f"{method}: no result. {say_ending(evidence)}\n{evidence.errors[-2000:]}")
                failed = True
                continue
            count, skipped, troubles = json.loads(line.removeprefix("RESULT"))
            print(f"{method}: {count} tests, {skipped} skipped, {len(troubles)} failed, {evidence.seconds:.0f} s")
            for name, text in troubles:
                reason = next((why for test, why in DIFFERENT.items() if name.endswith(test)), "")
                print(f"  {name}: {reason or text}")
                failed |= not reason
    return int(failed)


if __name__ == "__main__":
    chosen = [one for one in sys.argv[1:] if one in START_METHODS]
    sys.exit(main(chosen or list(START_METHODS), [one for one in sys.argv[1:] if one not in START_METHODS]))
