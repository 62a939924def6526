"""The class, gathered from one student after the other, so that no more than one of them is in memory as a whole."""

from collections import Counter
from collections.abc import Mapping

from autograder.checks.attempt_record import unpack
from autograder.checks.deadlines import duration
from autograder.checks.results import ExerciseResult, Outcome, State, StudentResult, Verdict
from autograder.desk.store import Kept
from autograder.errors import UsageError
from autograder.reports.explanation import text_of
from autograder.reports.site.mistakes import Mistakes
from autograder.reports.site.model import STATES, Cell, Doubt, Rate, Row, Work

SHOWN_MISTAKES = 3  # beside who needs help first
NEEDY = 10


class ClassGathering:
    """All that the page of a class shows."""

    def __init__(self, exercises: list[str], stubs: Mapping[str, str]) -> None:
        """Nobody was looked at; ``stubs``: what students were given, by exercise."""
        self.exercises, self.stubs = exercises, stubs
        self.rows: list[Row] = []
        self.titles: dict[str, str] = {}
        self.states: dict[str, Counter[str]] = {name: Counter() for name in exercises}
        self.rates: dict[tuple[str, str], Rate] = {}
        self.mistakes = Mistakes()
        self.doubts: list[Doubt] = []
        self.work = {name: Work(name) for name in exercises}
        self.moments: list[str] = []  # when the first and the last program were graded
        self.unheard: list[str] = []  # who is in the roster, and handed in nothing
        self.troubles: list[str] = []  # why something could not be shown

    def look_at(self, student: StudentResult, kept: list[Kept], page: str) -> Row:
        """Count one student's results; gives the line of the table."""
        cells = {name: Cell(name) for name in self.exercises}
        mistakes: list[str] = []
        untouched: list[str] = []
        for one in kept:
            result = one.result
            cells[result.exercise] = Cell(result.exercise, result.state.value, result.points, result.max_points)
            self.titles.setdefault(result.exercise, result.title)
            self.count(result)
            self.doubts += doubts_of(student.student, page, result)
            mistakes.append(self.mistakes.look_at(result, student.student, page))
            self.time(one)
            if text_of(one.handed).strip() == self.stubs.get(result.exercise, "").strip() != "":
                untouched.append(result.exercise)
        for cell in cells.values():
            self.states[cell.exercise][cell.state] += 1
        counted = student.counted
        late = duration(counted.late) if counted and counted.late else ""
        said = tuple(dict.fromkeys(filter(None, mistakes)))[:SHOWN_MISTAKES]
        notes = tuple(map(str, student.notes))
        who = student.student, page, student.handed_in, late
        row = Row(*who, tuple(cells.values()), said, notes, tuple(untouched), counted)
        self.rows.append(row)
        return row

    def count(self, result: ExerciseResult) -> None:
        """Each check under each start method; who handed in nothing says nothing about a check."""
        if not result.handed_in:
            return
        for verdict in result.verdicts:
            key = result.exercise, verdict.check
            rate = self.rates.setdefault(key, Rate(*key, verdict.sentence))
            judged = verdict.outcome in (Outcome.PASSED, Outcome.FAILED)
            method = verdict.start_method
            rate.judged[method] = rate.judged.get(method, 0) + judged
            rate.passed[method] = rate.passed.get(method, 0) + (verdict.outcome is Outcome.PASSED)

    def time(self, one: Kept) -> None:
        """How long a program ran, and when it was graded."""
        self.moments = [min([one.graded, *self.moments]), max([one.graded, *self.moments])]
        if one.attempt is None or not one.result.handed_in:
            return
        try:
            record = unpack(one.attempt)
        except UsageError as error:
            self.troubles.append(f"{one.student}, {one.exercise}: {error}")
            return
        self.work[one.exercise].add(record.first.spent + (record.again.spent if record.again else 0.0))

    @property
    def graded(self) -> int:
        """How many results there are."""
        return sum(self.states[name][state] for name in self.exercises for state in State)

    @property
    def start_methods(self) -> list[str]:
        """Those that any check was made under, in the order in which they were met."""
        return list(dict.fromkeys(method for rate in self.rates.values() for method in rate.judged))

    @property
    def rates_in_order(self) -> list[Rate]:
        """The checks, exercise by exercise."""
        return sorted(self.rates.values(), key=lambda rate: self.exercises.index(rate.exercise))

    @property
    def needy(self) -> list[Row]:
        """Who lost most points in what was handed in, the first of them."""
        return sorted((row for row in self.rows if row.lost), key=lambda row: (-row.lost, row.name))[:NEEDY]

    @property
    def absent(self) -> list[Row]:
        """Who handed in nothing at all that could be graded, and left no other file."""
        return [row for row in self.rows if len(row.missing) == len(self.exercises) and not row.notes]

    @property
    def near_misses(self) -> list[Row]:
        """Who misses an exercise and has something else there: a file of another name, one that was refused."""
        return [row for row in self.rows if row.missing and row.notes]

    @property
    def untouched(self) -> list[Row]:
        """Who handed in a stub as it was."""
        return [row for row in self.rows if row.untouched]

    @property
    def shares(self) -> list[float]:
        """What each student earned of what could be earned, from 0 to 1."""
        return [row.points / row.most for row in self.rows if row.most]

    def state_rows(self) -> list[tuple[str, dict[str, int]]]:
        """Each exercise with how many students are in each state."""
        return [(name, {str(state): self.states[name][state] for state in STATES}) for name in self.exercises]


def doubts_of(student: str, page: str, result: ExerciseResult) -> list[Doubt]:
    """The verdicts that a person should look at, those of one check and one reason together."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for verdict in result.verdicts if result.handed_in else []:
        kind = kind_of(verdict)
        if kind:
            found.setdefault((verdict.check, kind, verdict.actual), []).append(verdict.start_method)
    return [
        Doubt(student, page, result.exercise, check, ", ".join(methods), kind, said)
        for (check, kind, said), methods in found.items()
    ]


def kind_of(verdict: Verdict) -> str:
    """Whether a verdict is in doubt: "undecided" or "unsteady"; empty for one that is sure."""
    if verdict.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE):
        return "undecided"
    return "unsteady" if verdict.unsteady else ""
