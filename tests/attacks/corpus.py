"""The corpus of attacks: what each one states, and what came of it.

Each file of ``cases/`` is a submission whose docstring states its own expected outcome:

========== ====================================================================================
key        meaning
========== ====================================================================================
expect     codes, joined by ``or``: F that check fails, T time limit, M memory limit, P process
           limit, O output limit, R refused at intake, N graded on its merits
expect A   the same, where level A (or B, C, D, E) differs, and ``says A``
hole D     what the attack does at level D (or another), which does not promise to hold it back
harms E    a guarantee (:class:`autograder.sandbox.levels.Guarantee`) that level E (or another) does
           not give, and what the attack would do to this machine without it: it is not run there
says       words of the sentence that the student reads
merits     ``wrong``: the program deserves to fail, and the attack was to hide that
exercise   the exercise that it is handed in for (01 by default)
methods    the start methods it is tried under (fork by default)
leaves     what is left behind in the sandbox, and reported
wall       the time limit by the wall clock, in seconds, where nothing else ends the program
variants   names of the attacks that the file makes; each finds its own in ``VARIANT``
unsteady   ``yes``: its verdicts differ from run to run, and that is flagged
========== ====================================================================================

A program prints ``tried`` when its attack has been made, and a line with ``HOLE`` when it worked.
Level E promises nothing: who the grading user is decides there which attacks work, so a stated hole
may be found and need not; one that is not stated must not be found there either.
"""

import ast
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checks.attempt import Attempt
from autograder.checks.course import Course
from autograder.checks.results import ExerciseResult, Outcome
from autograder.engine.evidence import Ending
from autograder.sandbox.levels import Guarantee, Level
from tests.conftest import ROOT

CASES = Path(__file__).parent / "cases"
CARRIERS = {"01": "01_process_target", "02": "02_process_subclass", "06": "06_join", "09": "09_pool_apply"}
# Small, so that every limit is met soon; an honest program of the carriers stays far below each. The wall clock is
# none of them: on a busy machine a program that computes would meet it first, and that is not told, but undecided.
LIMITS = {
    "seconds": 1.0,
    "cpu_seconds": 1.0,
    "wall_seconds": 60.0,
    "run_seconds": 10.0,
    "run_cpu_seconds": 4.0,
    "processes": 150,
    "births": 40,
    "calls": 500,
    "memory": 512 << 20,
    "memory_together": 512 << 20,
    "output": 256 << 10,
}
CODES = {
    Ending.BLOCKED: "T",
    Ending.ASLEEP: "T",
    Ending.BUSY: "T",
    Ending.OVERTIME: "T",
    Ending.OVERWORK: "T",
    Ending.TOO_MANY_PROCESSES: "P",
    Ending.TOO_MUCH_MEMORY: "M",
    Ending.TOO_MUCH_OUTPUT: "O",
}
NOT_RUN, UNDECIDED, OURS = "–", "?", "!"  # what the kit could not tell, or failed at, is no outcome of the attack's
Courses = Callable[["Case"], Course]


@dataclass(frozen=True)
class Case:
    """One attack and what it states."""

    name: str
    source: bytes
    stated: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "list[Case]":
        """Read a file of the corpus: one case, or one for each of its variants."""
        source = path.read_bytes()
        title, _, rest = (ast.get_docstring(ast.parse(source)) or "").partition("\n")
        stated = {"title": title, **dict(line.split(": ", 1) for line in rest.strip().splitlines())}
        if "variants" not in stated:
            return [cls(path.stem, source, stated)]
        return [
            cls(f"attack_{name}", source + f"\n\nVARIANT = {name!r}\n".encode(), stated)
            for name in stated["variants"].split(", ")
        ]

    def says(self, level: Level) -> str:
        """The words that a student reads."""
        return self.stated.get(f"says {level}", self.stated.get("says", ""))

    def expects(self, level: Level) -> list[str]:
        """The outcomes that are right at a level."""
        wrong = "merits" in self.stated
        return ["F"] if wrong else self.stated.get(f"expect {level}", self.stated["expect"]).split(" or ")

    def may_work(self, level: Level) -> bool:
        """Whether the attack is stated to work at a level."""
        return f"hole {level}" in self.stated

    def harms(self, level: Level) -> Guarantee | None:
        """The guarantee without which the attack would harm this machine, if the level does not give it."""
        name = self.stated.get(f"harms {level}", "").partition(",")[0]
        return Guarantee[name] if name else None

    @property
    def carrier(self) -> str:
        """The exercise that it is handed in for."""
        return CARRIERS[self.stated.get("exercise", "01")]

    @property
    def methods(self) -> list[str]:
        """The start methods that it is tried under."""
        return self.stated.get("methods", "fork").split(", ")

    @property
    def limits(self) -> dict[str, float]:
        """The limits that it is tried under."""
        return {**LIMITS, "wall_seconds": float(self.stated.get("wall", LIMITS["wall_seconds"]))}


def load_cases() -> list[Case]:
    """Every program of the corpus."""
    return [case for path in sorted(CASES.glob("attack_*.py")) for case in Case.load(path)]


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


def make_courses(folder: Path) -> Courses:
    """The course that each case is tried in; one for all that want the same, made when it is first asked for."""
    made: dict[str, Course] = {}

    def get(case: Case) -> Course:
        key = f"{'-'.join(case.methods)} {case.limits['wall_seconds']}"
        if key not in made:
            made[key] = make_course(folder / key, case.methods, case.limits)
        return made[key]

    return get


def code_of(result: ExerciseResult, attempt: Attempt) -> str:
    """What came of a case, as one letter."""
    if attempt.handed.obstacle:
        return "R"
    if result.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE):
        return OURS if result.outcome is Outcome.ERROR else UNDECIDED
    endings = [evidence.ending for evidence in attempt.evidence.values()]
    codes = [CODES[ending] for ending in endings if ending in CODES]
    if not codes and any("memory limit" in verdict.actual for verdict in result.verdicts):
        return "M"
    return codes[0] if codes else "N" if result.outcome is Outcome.PASSED else "F"


def printed(attempt: Attempt) -> str:
    """All that the program wrote, in all of its runs."""
    return "\n".join(evidence.output + evidence.errors for evidence in attempt.evidence.values())


def differences(case: Case, level: Level, result: ExerciseResult, attempt: Attempt) -> list[str]:
    """Everything that is not as the case states it for a level."""
    code, words, wrote = code_of(result, attempt), case.says(level), printed(attempt)
    said = "\n".join(verdict.actual for verdict in result.verdicts)
    worked, may_work = "HOLE" in wrote, case.may_work(level)
    found = []
    if code not in case.expects(level):
        found.append(f"{code} came instead of {' or '.join(case.expects(level))}: {said[:500]}")
    if words not in said:
        found.append(f"the student does not read {words!r} but: {said[:500]}")
    if worked and not may_work:
        found.append(f"the attack worked: {wrote[:500]}")
    if may_work and not worked and level is not Level.E:
        found.append("the attack did not work, which nobody promises here: strike its hole out")
    if case.expects(level) == ["N"] and "tried" not in wrote:
        found.append(f"the attack was not made: {wrote[:500]}")
    if "leaves" in case.stated:
        leftovers = [one for evidence in attempt.evidence.values() for one in evidence.leftovers]
        if leftovers != case.stated["leaves"].split(", "):
            found.append(f"left behind in the sandbox and reported: {leftovers}")
    return found
