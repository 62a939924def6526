#!/bin/sh
# nbgrader 0.9.6: the points of a check are changed after grading, and `generate_assignment` is run again.
#
# Guessed: the gradebook keeps what was graded, points and maximum, until the submissions are graded again; or it
# scales both. In any case nobody has more points than there are.
#
# Seen: making the students' version again changes the maximum of submissions that were graded long ago, and leaves
# their points. Who had 2 of 2 has 2 of 5 when the check is raised to five points, and 2 of 1 when it is lowered to
# one. The log warns of the old release's removal, and says nothing of scores. `nbgrader autograde` skips submissions
# that were graded already, so it stays so until somebody adds `--force`.
#
# In nbgrader's gradebook a score and its maximum may be of different days. A grader that writes there must write
# every score again after a change of weights, and must not take the share of the points for what was earned.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
cd "$folder"

python3 -m venv venv
venv/bin/python -m pip install -qq --no-compile --no-deps -r "$here/nbgrader.txt"

cat > change_points.py <<'END'
import os

from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

GRADEBOOK = "sqlite:///gradebook.db"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def about(name, **entries):
    plain = {"grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return {"nbgrader": {**plain, **entries}}


def generate(points):
    """Write the instructor's notebook, whose one check has these points, and make the students' from it."""
    cells = [
        new_code_cell("### BEGIN SOLUTION\ncount = 3\n### END SOLUTION", metadata=about("program", solution=True)),
        new_code_cell("assert count == 3", metadata=about("check", grade=True, locked=True, points=points)),
    ]
    write(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), "source/counting/counting.ipynb")
    config = Config({"CourseDirectory": {"course_id": "course", "root": os.getcwd()}})
    done = NbGraderAPI(CourseDirectory(config=config), config=config).generate_assignment("counting", force=True)
    assert done["success"], done
    warnings = [line.split(": ")[0] for line in done["log"].splitlines() if "WARN" in line]
    print(f"generate_assignment with {points} points, warning of: {warnings}")


def give_all():
    """Give a student all the points, as a grader does."""
    with Gradebook(GRADEBOOK) as gradebook:
        gradebook.add_student("student")
        gradebook.add_submission("counting", "student")
        grade = gradebook.find_grade("check", "counting", "counting", "student")
        grade.auto_score, grade.needs_manual_grade = grade.max_score, False
        gradebook.db.commit()


def show():
    """Say what the gradebook holds for the student."""
    with Gradebook(GRADEBOOK) as gradebook:
        submission = gradebook.find_submission("counting", "student")
        print(f"    the student has {submission.score:g} of {submission.max_score:g}")


os.makedirs("source/counting")
generate(2)
give_all()
show()
for points in (5, 1):
    generate(points)
    show()
END

cat > expected <<'END'
generate_assignment with 2 points, warning of: []
    the student has 2 of 2
generate_assignment with 5 points, warning of: ['[WARNING] Removing existing assignment']
    the student has 2 of 5
generate_assignment with 1 points, warning of: ['[WARNING] Removing existing assignment']
    the student has 2 of 1
END

PATH=$folder/venv/bin:$PATH python -W ignore change_points.py > seen
echo "expected:"; cat expected
echo "seen:"; cat seen
cmp -s expected seen || { echo "This has changed."; exit 1; }
