"""Run the kit on every supported Python: ``python -m tests.pythons [VERSION]...``; needs root and debootstrap.

For each Python, in a root of Debian's and from a clean clone of what is committed: the README's commands that
install, the demo's class with one seed, ``autograder verify``, and the tests. What was seen is written to
``docs/pythons.json`` and as a table to ``docs/pythons.md``; the output of each step is kept in the cache.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.pythons.results import Result, load, read_cpython, read_demo, read_proof, read_tests, save
from tests.pythons.root import SUITES, Refused, Root

CHECKOUT = Path(__file__).parents[2]
SEED = "pythons"
# All quick tests; the course has been proved by then, and style is the same for every Python.
TESTS = (
    "-n 4 --dist worksteal -m 'not thorough and not differential' --deselect tests/test_course.py "
    "--deselect tests/test_quality.py"
)


class Run:
    """One Python's run in its root."""

    def __init__(self, version: str, root: Root, clone: Path) -> None:
        """``clone`` is a clean clone of the checkout, in the root."""
        self.version, self.root, self.clone = version, root, clone
        self.inside = f"/{clone.relative_to(root.folder)}"

    def step(self, name: str, command: str) -> tuple[int, float]:
        """Run one command line in the clone; gives its exit code and the seconds it took."""
        log = self.root.folder.parent / f"{self.version}-{name}.log"
        print(f"{self.version} {name}: {command}", end=" ", flush=True)
        begun = time.monotonic()
        with log.open("w") as output:
            words = self.root.enter(self.inside, "sh", "-c", command)
            done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        seconds = time.monotonic() - begun
        print(f"-> {done.returncode}, {seconds:.0f} s ({log})", flush=True)
        return done.returncode, seconds

    def output(self, name: str) -> str:
        """What a step has printed."""
        return (self.root.folder.parent / f"{self.version}-{name}.log").read_text(errors="replace")

    def all_steps(self, tests: str) -> Result:
        """Everything that is run on one Python; what could not be run is told as it is."""
        result = Result(self.version, datetime.now(UTC).date().isoformat(), commit=git("rev-parse", "--short", "HEAD"))
        self.step("version", f"python{self.version} -c 'import platform; print(platform.python_version())'")
        result.python = self.output("version").strip()
        code, result.install_seconds = self.step("install", f"make .venv/.grading PYTHON=python{self.version}")
        if code != 0:
            result.trouble.append("`make demo` does not install")
            return result
        self.step("demo", f"PYTHONWARNINGS=error make demo SEED={SEED}")
        read_demo(result, self.clone / "results/demo/results.json")
        self.step("verify", "COLUMNS=1000 .venv/bin/autograder verify")
        read_proof(result, self.output("verify"))
        code, result.install_tests_seconds = self.step("install-tests", "make .venv/.installed")
        if code != 0:
            result.trouble.append("`make test` does not install")
            return result
        self.step("tests", f".venv/bin/pytest {tests} --junit-xml results/tests.xml")
        read_tests(result, self.clone / "results/tests.xml")
        self.run_cpython(result)
        return result

    def cpython_alone(self, result: Result) -> Result:
        """CPython's own tests, beside what an earlier run has seen."""
        result.cpython_run = f"{datetime.now(UTC).date().isoformat()}, kit `{git('rev-parse', '--short', 'HEAD')}`"
        code, _ = self.step("install", f"make .venv/.grading PYTHON=python{self.version}")
        result.trouble = [one for one in result.trouble if "CPython's own tests" not in one]
        if code != 0:
            result.trouble.append("CPython's own tests: the kit does not install")
            return result
        self.run_cpython(result)
        return result

    def run_cpython(self, result: Result) -> None:
        """CPython's own tests of multiprocessing, inside the sandbox."""
        self.step("cpython", ".venv/bin/python -m tests.cpython")
        read_cpython(result, self.output("cpython"))


def git(*arguments: str) -> str:
    """What git says of the checkout."""
    return subprocess.run(["git", *arguments], cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Run what the command line asks for; the exit code is 1 when anything is not as it should be."""
    parser = argparse.ArgumentParser(prog="make pythons", description=__doc__)
    parser.add_argument("pythons", nargs="*", default=list(SUITES), metavar="VERSION", help="3.15, for example")
    parser.add_argument("--rebuild", action="store_true", help="build the roots anew, with the packages of today")
    parser.add_argument("--tests", default=TESTS, help="which tests, in pytest's words (default: %(default)s)")
    parser.add_argument("--cpython", action="store_true", help="CPython's own tests alone")
    options = parser.parse_args()
    unknown = [version for version in options.pythons if version not in SUITES]
    if unknown:
        raise Refused(f"Python {unknown[0]} is in none of the roots: choose from {', '.join(SUITES)}.")
    if sys.platform != "linux" or os.geteuid() != 0:
        raise Refused("The roots are built and entered by root, on Linux.")
    if git("status", "--porcelain"):
        print("What is not committed is left out: the clone is of", git("log", "-1", "--format=%h %s"), flush=True)
    roots = {suite: Root(suite) for suite in {SUITES[version] for version in options.pythons}}
    for root in roots.values():
        root.build(options.rebuild)
    results = load(CHECKOUT)
    for version in options.pythons:
        root = roots[SUITES[version]]
        with tempfile.TemporaryDirectory(prefix=f"{version}-", dir=root.folder / "srv") as place:
            clone = Path(place, "checkout")
            git("clone", "--quiet", "--no-hardlinks", str(CHECKOUT), str(clone))
            run = Run(version, root, clone)
            if options.cpython and version in results:
                results[version] = run.cpython_alone(results[version])
            else:
                results[version] = run.all_steps(options.tests)
        save(CHECKOUT, results)
    sys.exit(not all(results[version].well for version in options.pythons))


if __name__ == "__main__":
    try:
        main()
    except Refused as refused:
        sys.exit(f"make pythons: {refused}")
