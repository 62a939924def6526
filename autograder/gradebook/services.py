"""What other services run the kit with: Gradescope's autograder archive, and a GitHub Classroom repository.

Sources: Gradescope's documentation, "Autograder Specifications" (``setup.sh``, ``run_autograder``, and the
folders ``source``, ``submission`` and ``results``); GitHub's documentation, "Use autograding" and the
actions ``classroom-resources/autograding-command-grader`` and ``autograding-grading-reporter``. Neither
holds a reference: what is not there cannot be stolen.
"""

import io
import zipfile
from pathlib import Path

from autograder.checks.assignment import ASSIGNMENT_FILE
from autograder.checks.course import Exercise
from autograder.checks.session import checks_of
from autograder.errors import UsageError
from autograder.gradebook.plain import make_plain
from autograder.gradebook.release import handed_out
from autograder.gradebook.wheel import TIME, make_wheel

GRADE_MINUTES = 10
SETUP = """#!/usr/bin/env bash
# Gradescope runs this once, as root, when the image is built. Choose Ubuntu 22.04 or newer there.
set -eu
cd "$(dirname "$0")"
if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    apt-get update && apt-get install -y python3.11 python3.11-venv
    PYTHON=python3.11
fi
command -v bwrap >/dev/null || apt-get install -y bubblewrap || true  # where it may make namespaces, it does
"${{PYTHON:-python3}}" -m venv .venv
.venv/bin/python -m pip install --quiet "./{wheel}"
"""
RUN = """#!/usr/bin/env bash
# Gradescope runs this for each submission.
set -eu
top="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "$top/results"
exec "$top/source/.venv/bin/python" -m autograder.gradebook.gradescope_run \\
    "$top/source" "$top/submission" "$top/results/results.json"
"""
WORKFLOW = """# GitHub Classroom runs this after each push, and shows the points.
name: Autograding
on: [push, workflow_dispatch, repository_dispatch]
permissions:
  checks: write
  actions: read
  contents: read
jobs:
  run-autograding-tests:  # the name by which GitHub Classroom finds the points
    runs-on: ubuntu-latest
    if: github.actor != 'github-classroom[bot]'
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install the kit and what its sandbox needs
        run: |
          python -m pip install --quiet "./{wheel}"
          sudo apt-get -qq update && sudo apt-get -qq install -y bubblewrap
          sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 || true  # Ubuntu 24.04 forbids them
{steps}
      - name: Report
        uses: classroom-resources/autograding-grading-reporter@v1
        env:
{variables}
        with:
          runners: {runners}
"""
STEP = """      - name: {name}
        id: {identifier}
        uses: classroom-resources/autograding-command-grader@v1
        with:
          test-name: {name}
          command: autograder check {name}
          timeout: {minutes}
          max-score: {points}"""


def make_services(place: Path, name: str, exercises: tuple[Exercise, ...], assignment: Path | None) -> list[Path]:
    """Write ``gradescope.zip`` and ``classroom/`` into a new folder; gives both."""
    if place.exists() and (place.is_file() or any(place.iterdir())):
        raise UsageError(f"{place} is there already. Name a new folder.")
    place.mkdir(parents=True, exist_ok=True)
    archive, repository = place / "gradescope.zip", place / "classroom"
    archive.write_bytes(gradescope_archive(exercises, assignment))
    make_plain(repository, name, exercises, assignment)
    workflow = repository / ".github/workflows/classroom.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(classroom_workflow(exercises), encoding="utf-8")
    return [archive, repository]


def gradescope_archive(exercises: tuple[Exercise, ...], assignment: Path | None) -> bytes:
    """The archive that is uploaded to Gradescope, with its two scripts at the top."""
    wheel, data = make_wheel()
    files = {"setup.sh": SETUP.format(wheel=wheel).encode(), "run_autograder": RUN.encode(), wheel: data}
    if assignment is not None:
        files[ASSIGNMENT_FILE] = assignment.read_bytes()
    for exercise in exercises:
        for file, content in handed_out(exercise).items():
            files[f"exercises/{exercise.name}/{file}"] = content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, TIME)
            entry.external_attr = (0o755 if path in ("setup.sh", "run_autograder") else 0o644) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def classroom_workflow(exercises: tuple[Exercise, ...]) -> str:
    """The workflow: a step for each exercise, which gives its points when all of it passes."""
    steps, variables, runners = [], [], []
    for exercise in exercises:
        identifier = f"exercise-{exercise.name.replace('_', '-')}"
        points = sum(exercise.worth(check.name, check.points) for check in checks_of(exercise))
        whole = {"name": exercise.name, "identifier": identifier, "minutes": GRADE_MINUTES, "points": round(points)}
        steps.append(STEP.format(**whole))
        variable = f"{identifier.upper()}_RESULTS"
        variables.append(f'          {variable}: "${{{{ steps.{identifier}.outputs.result }}}}"')
        runners.append(identifier)
    wheel = make_wheel()[0]
    return WORKFLOW.format(
        wheel=wheel, steps="\n".join(steps), variables="\n".join(variables), runners=",".join(runners)
    )
