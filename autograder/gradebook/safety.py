"""Whether a course of nbgrader's runs what students write on the grader's machine, and what to change if so.

nbgrader itself is asked which exporter, which preprocessors and which extractor are in force, in a process of its own
that starts in the course: they can stand in the course's file, in the user's or in the system's. A file
that lacks a line is given it at its end, beside a copy of the file as it was, and asked again.

nbgrader's own extractor is among it, because one damaged archive of one student stops it for the whole class. An
extractor or a collector that somebody has chosen, or told how names are to be read, stays.
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
EXTRACTOR_LINE = 'get_config().ZipCollectApp.extractor_plugin = "autograder.gradebook.collector.PlatformExtractor"'
COLLECTOR_LINE = 'get_config().ZipCollectApp.collector_plugin = "autograder.gradebook.collector.PlatformCollector"'
IN_SANDBOX = "# Programs are graded in the autograder's sandbox, and no kernel is started:"
EACH_FOR_ITSELF = "# Archives are taken apart with care, each student's for itself:"
QUESTION = """
import json
from nbgrader.apps.baseapp import NbGrader
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.converters import Autograde
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.preprocessors import Execute
from autograder.gradebook.exporter import SandboxExporter
app = NbGrader(raise_config_file_errors=True)
app.initialize([])
made = Autograde(coursedir=app.coursedir, parent=app)
name = f"{made.exporter_class.__module__}.{made.exporter_class.__qualname__}"
ours = issubclass(made.exporter_class, SandboxExporter)
collect = ZipCollectApp(parent=app)
unread = collect.collector_plugin is FileNameCollectorPlugin and not FileNameCollectorPlugin(parent=app).named_regexp
print("\\n" + json.dumps({
    "exporter": name, "ours": ours, "kernel": Execute(parent=app).kernel_name,
    "stops": collect.extractor_plugin is ExtractorPlugin, "unread": unread,
}))
"""


class InForce(msgspec.Struct):
    """What nbgrader would collect and autograde a course with.

    - `stops`: one archive that is damaged stops the whole class, in nbgrader's own extractor.
    - `unread`: nothing says how names of collected files are read, so nbgrader's own collector takes none.
    """

    exporter: str
    ours: bool
    kernel: str
    stops: bool
    unread: bool

    def lacking(self) -> list[str]:
        """The lines, with a comment above each group, that the course's configuration lacks."""
        lines = [] if self.ours else [IN_SANDBOX, LINE]
        if self.stops:
            lines += [EACH_FOR_ITSELF, EXTRACTOR_LINE, *([COLLECTOR_LINE] if self.unread else [])]
        return lines


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
        raise UsageError(f"The configuration of {course} cannot be read by nbgrader: {last}") from None


def secure(course: Path) -> str:
    """See to it that a course's programs are graded in the sandbox; gives the change as a diff, or nothing."""
    lacking = ask_nbgrader(course).lacking()
    if not lacking:
        return ""
    path = course / CONFIGURATION_FILE
    old = path.read_text(encoding="utf-8")
    backup = path.with_name(f"{path.name}.{datetime.now():%Y%m%d-%H%M%S}.bak")
    backup.write_text(old, encoding="utf-8")
    new = "\n".join([*([old.rstrip("\n"), ""] if old.strip() else []), *lacking, ""])
    path.write_text(new, encoding="utf-8")
    remaining = ask_nbgrader(course).lacking()
    if remaining:
        path.write_text(old, encoding="utf-8")
        backup.unlink()
        raise UsageError(
            f"{path} was left as it was, because a line at its end has not the last word here. Take out what has it: a "
            f"file {path.stem}.json goes before it, for example. {put(remaining, path)}"
        )
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), str(backup.name), str(path.name), lineterm="", n=1)
    return "\n".join(lines)


def put(lines: list[str], path: Path) -> str:
    """What to do about lines that a configuration lacks, as a sentence; it ends in the lines, to be copied."""
    lines = [line for line in lines if not line.startswith("#")]
    return f"Put {'this line' if len(lines) == 1 else 'these lines'} at the end of {path}: " + "\n".join(lines)


def examine(course: Path) -> list[Finding]:
    """Say of a course whether anything that students write would run outside of the sandbox."""
    if not (course / CONFIGURATION_FILE).is_file():
        raise UsageError(f"{course} is no course of nbgrader's: it has no {CONFIGURATION_FILE}.")
    force = ask_nbgrader(course)
    if force.ours:
        findings = [Finding(True, "`nbgrader autograde` grades in the kit's sandbox, and runs no cell.")]
    else:
        told = f"`nbgrader autograde` runs cells in a kernel on this machine ({force.exporter})."
        findings = [Finding(False, f"{told} {put([LINE], course / CONFIGURATION_FILE)}")]
    if force.stops:
        told = "`nbgrader zip_collect` uses nbgrader's own extractor, and one archive that is damaged stops it"
        lines = put(msgspec.structs.replace(force, ours=True).lacking(), course / CONFIGURATION_FILE)
        findings.append(Finding(False, f"{told} for the whole class. {lines}"))
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
