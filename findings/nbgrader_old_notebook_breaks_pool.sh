#!/bin/sh
# nbgrader 0.9.6 with concurrent.futures of Python 3.11: one student's old notebook, read in a pool of processes.
#
# Guessed: a notebook that was made with an older nbgrader is refused by its reader with a `SchemaTooOldError` that
# says so; in a `ProcessPoolExecutor` the future of that notebook has the same error, and the others their results.
#
# Seen: the error is raised in the worker, but it cannot be read back from a pickle: its `__init__` wants two
# arguments more than it hands on to `Exception`. The executor takes that for a broken pool. The old notebook and
# every one that is still waiting fail with "A process in the process pool was terminated abruptly", though no
# process was: neither the student nor the reason is named, but for the last line of the error's cause.
#
# A grader that reads notebooks side by side meets this with the first student who works in last year's file. What a
# library raises must be turned into data (a sentence, say) in the worker, before it is sent.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile --no-deps -r "$here/nbgrader.txt"

cat > read_class.py <<'END'
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import nbformat
from nbformat.v4 import new_code_cell, new_notebook


def write(student, version):
    about = {"grade": False, "grade_id": "program", "locked": False, "solution": True, "schema_version": version}
    if version >= 3:
        about["task"] = False
    nbformat.write(new_notebook(cells=[new_code_cell("count = 3", metadata={"nbgrader": about})]), f"{student}.ipynb")


def cells(student):
    from nbgrader.nbgraderformat import read

    return len(read(f"{student}.ipynb", as_version=4).cells)


def tell(student, get):
    try:
        print(f"{student}: {get(student)} cell")
    except Exception as error:
        print(f"{student}: {type(error).__name__}: {error}")
        if error.__cause__ is not None:
            print("    because of", [line for line in str(error.__cause__).splitlines() if line.strip("'")][-1])


if __name__ == "__main__":
    class_of_three = {"first": 3, "with an old notebook": 2, "last": 3}
    for student, version in class_of_three.items():
        write(student, version)
    print("One after another:")
    for student in class_of_three:
        tell(student, cells)
    print("In a pool of one process:")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        futures = {student: executor.submit(cells, student) for student in class_of_three}
        for student, future in futures.items():
            tell(student, lambda _, future=future: future.result())
END

cat > expected <<'END'
One after another:
first: 1 cell
with an old notebook: SchemaTooOldError: Outdated schema version: 2 (expected 3)
last: 1 cell
In a pool of one process:
first: 1 cell
with an old notebook: BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.
    because of TypeError: SchemaMismatchError.__init__() missing 2 required positional arguments: 'actual_version' and 'expected_version'
last: BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.
    because of TypeError: SchemaMismatchError.__init__() missing 2 required positional arguments: 'actual_version' and 'expected_version'
END

venv/bin/python -W ignore read_class.py > seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
