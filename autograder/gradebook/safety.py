"""Whether a course of nbgrader's runs what students write on the grader's machine, and what to change if so.

nbgrader itself is asked which exporter and which preprocessors are in force, in a process of its own
that starts in the course: they can stand in the course's file, in the user's or in the system's. A file
that lacks the line is given it at its end, beside a copy of the file as it was, and asked again.
"""

import difflib
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from autograder.checks.course import EXERCISE_FILE
from autograder.errors import UsageError
from autograder.gradebook.notebook import KERNEL

CONFIGURATION_FILE = "nbgrader_config.py"
EXPORTER = "autograder.gradebook.exporter.SandboxExporter"
LINE = f'get_config().Autograde.exporter_class = "{EXPORTER}"'
BLOCK = f"\n# Programs are graded in the autograder's sandbox, and no kernel is started:\n{LINE}\n"
QUESTION = """
import json
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute
from autograder.gradebook.exporter import SandboxExporter
app = NbGrader()
app.initialize([])
made = Autograde(coursedir=app.coursedir, parent=app)
name = f"{made.exporter_class.__module__}.{made.exporter_class.__qualname__}"
ours = issubclass(made.exporter_class, SandboxExporter)
print("\\n" + json.dumps({"exporter": name, "ours": ours, "kernel": Execute(parent=app).kernel_name}))
"""


class InForce(msgspec.Struct):
    """What nbgrader would autograde a course with."""

    exporter: str
    ours: bool
    kernel: str


@dataclass(frozen=True)
class Finding:
    """One thing about a course: whether it is as it should be, and what to do if not."""

    good: bool
    text: str


def ask_nbgrader(course: Path) -> InForce:
    """What is in force in a course; raises :class:`UsageError` where its configuration cannot be read."""
    done = subprocess.run([sys.executable, "-c", QUESTION], cwd=course, capture_output=True, text=True)
    try:
        return msgspec.json.decode(done.stdout.splitlines()[-1], type=InForce)
    except (IndexError, msgspec.DecodeError):
        last = (done.stderr.strip().splitlines() or ["no word of it"])[-1]
        raise UsageError(f"{course / CONFIGURATION_FILE} cannot be read by nbgrader: {last}") from None


def secure(course: Path) -> str:
    """See to it that a course's programs are graded in the sandbox; gives the change as a diff, or nothing."""
    if ask_nbgrader(course).ours:
        return ""
    path = course / CONFIGURATION_FILE
    old = path.read_text(encoding="utf-8")
    backup = path.with_name(f"{path.name}.{datetime.now():%Y%m%d-%H%M%S}.bak")
    backup.write_text(old, encoding="utf-8")
    new = old.rstrip("\n") + "\n" + BLOCK if old.strip() else BLOCK.lstrip()
    path.write_text(new, encoding="utf-8")
    if not ask_nbgrader(course).ours:
        path.write_text(old, encoding="utf-8")
        backup.unlink()
        raise UsageError(
            f"{path} chooses another exporter in a way that was left alone. Put this line where it does: {LINE}"
        )
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), str(backup.name), str(path.name), lineterm="", n=1)
    return "\n".join(lines)


def examine(course: Path) -> list[Finding]:
    """Say of a course whether anything that students write would run outside of the sandbox."""
    if not (course / CONFIGURATION_FILE).is_file():
        raise UsageError(f"{course} is no course of nbgrader's: it has no {CONFIGURATION_FILE}.")
    force = ask_nbgrader(course)
    if force.ours:
        findings = [Finding(True, "`nbgrader autograde` grades in the kit's sandbox, and runs no cell.")]
    else:
        told = f"`nbgrader autograde` runs cells in a kernel on this machine ({force.exporter}). To mend it, put this"
        findings = [Finding(False, f"{told} line at the end of {course / CONFIGURATION_FILE}: {LINE}")]
    for path in sorted(course.glob("source/*/*.ipynb")):
        findings += examine_notebook(path, force)
    return findings


def examine_notebook(path: Path, force: InForce) -> list[Finding]:
    """Say of one of the instructor's notebooks what would become of what students hand in for it."""
    if not (path.parent / "exercises" / path.stem / EXERCISE_FILE).is_file():
        told = "is no exercise of the kit: whatever students write in it is run in a kernel on this machine"
        return [Finding(False, f"{path} {told}. Grade it on another machine, or by hand.")]
    try:
        marked = json.loads(path.read_bytes())["metadata"]["kernelspec"]["name"] == KERNEL["name"]
    except (OSError, ValueError, KeyError, TypeError):
        marked = False
    again = "run `autograder release` and `nbgrader generate_assignment --force` again"
    if not marked:
        told = "was released by an older kit, and nbgrader's own exporter would run it"
        return [Finding(force.ours, f"{path} {told}; {again}.")]
    if force.kernel:
        told = f"is run by nbgrader's own exporter all the same, because Execute.kernel_name is {force.kernel!r} here"
        return [Finding(force.ours, f"{path} {told}.")]
    return [Finding(True, f"{path} is refused by nbgrader's own exporter, too.")]
