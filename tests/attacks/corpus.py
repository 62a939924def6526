"""The corpus of attacks: what each one states, and what came of it.

Each file of ``cases/`` is a submission whose docstring states its own expected outcome:

========== ====================================================================================
key        meaning
========== ====================================================================================
expect     codes, joined by ``or``: F that check fails, T time limit, M memory limit, P process
           limit, O output limit, R refused at intake, N graded on its merits
expect A   the same, where level A (or B, C, D, E) differs, and ``says A``
hole D     what the attack does at level D (or another), which does not promise to hold it back
says       words of the sentence that the student reads
merits     ``wrong``: the program deserves to fail, and the attack was to hide that
exercise   the exercise that it is handed in for (01 by default)
methods    the start methods it is tried under (fork by default)
leaves     what is left behind in the sandbox, and reported
unsteady   ``yes``: its verdicts differ from run to run, and that is flagged
========== ====================================================================================

A program prints ``tried`` when its attack has been made, and a line with ``HOLE`` when it worked.
"""

import ast
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checks.attempt import Attempt
from autograder.checks.course import Course
from autograder.checks.results import ExerciseResult, Outcome
from autograder.engine.evidence import Ending
from tests.conftest import ROOT

CASES = Path(__file__).parent / "cases"
CARRIERS = {"01": "01_process_target", "02": "02_process_subclass", "06": "06_join", "09": "09_pool_apply"}
# Small, so that every limit is met soon; an honest program of the carriers stays far below each.
LIMITS = {
    "seconds": 1.0,
    "cpu_seconds": 1.0,
    "wall_seconds": 6.0,
    "processes": 150,
    "births": 40,
    "memory": 512 << 20,
    "memory_together": 512 << 20,
    "output": 256 << 10,
}
CODES = {
    Ending.BLOCKED: "T",
    Ending.ASLEEP: "T",
    Ending.BUSY: "T",
    Ending.TOO_MANY_PROCESSES: "P",
    Ending.TOO_MUCH_MEMORY: "M",
    Ending.TOO_MUCH_OUTPUT: "O",
}


@dataclass(frozen=True)
class Case:
    """One attack and what it states."""

    name: str
    source: bytes
    stated: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Case":
        """Read a file of the corpus."""
        source = path.read_bytes()
        title, _, rest = (ast.get_docstring(ast.parse(source)) or "").partition("\n")
        stated = dict(line.split(": ", 1) for line in rest.strip().splitlines())
        return cls(path.stem, source, {"title": title, **stated})

    def says(self, level: str) -> str:
        """The words that a student reads."""
        return self.stated.get(f"says {level}", self.stated.get("says", ""))

    def expects(self, level: str) -> list[str]:
        """The outcomes that are right at a level."""
        return self.stated.get(f"expect {level}", self.stated["expect"]).split(" or ")

    def works(self, level: str) -> bool:
        """Whether the attack is stated to work at a level."""
        return f"hole {level}" in self.stated

    @property
    def carrier(self) -> str:
        """The exercise that it is handed in for."""
        return CARRIERS[self.stated.get("exercise", "01")]

    @property
    def methods(self) -> list[str]:
        """The start methods that it is tried under."""
        return self.stated.get("methods", "fork").split(", ")


def load_cases() -> list[Case]:
    """Every program of the corpus."""
    return [Case.load(path) for path in sorted(CASES.glob("attack_*.py"))]


def make_course(folder: Path, methods: list[str], limits: dict[str, float] | None = None) -> Course:
    """The course of the carriers with small limits and few start methods."""
    for name in CARRIERS.values():
        shutil.copytree(ROOT / "exercises" / name, folder / "exercises" / name)
        shutil.copytree(ROOT / "solutions" / name, folder / "solutions" / name)
        about = folder / "exercises" / name / "exercise.toml"
        text = re.sub(r"^start_methods.*\n|^\[limits\](.*\n)*", "", about.read_text(), flags=re.MULTILINE)
        numbers = [f"{key} = {value}" for key, value in (limits or LIMITS).items()]
        about.write_text("\n".join([text, f"start_methods = {json.dumps(methods)}", "[limits]", *numbers, ""]))
    return Course.load(folder)


def code_of(result: ExerciseResult, attempt: Attempt) -> str:
    """What came of a case, as one letter."""
    if attempt.handed.obstacle:
        return "R"
    endings = [evidence.ending for evidence in attempt.evidence.values()]
    codes = [CODES[ending] for ending in endings if ending in CODES]
    if not codes and any("memory limit" in verdict.actual for verdict in result.verdicts):
        return "M"
    return codes[0] if codes else "N" if result.outcome is Outcome.PASSED else "F"


def printed(attempt: Attempt) -> str:
    """All that the program wrote, in all of its runs."""
    return "\n".join(evidence.output + evidence.errors for evidence in attempt.evidence.values())
