"""What the pages of a report show, as data: nothing in it is HTML, and no whole result is in it."""

from dataclasses import dataclass, field

from autograder.checks.results import Counted, State

NOT_YET = "not graded yet"
STATES = (*State, NOT_YET)
# What stands beside each state's word, and in its place where there is no room: no state is told by a colour alone.
MARKS = {State.PASSED: "✓", State.FAILED: "✗", State.UNDECIDED: "?", State.NOT_HANDED_IN: "–", NOT_YET: "…"}


@dataclass(frozen=True)
class Cell:
    """One exercise of one student: a state (one of ``STATES``), what was earned, and of how much."""

    exercise: str
    state: str = NOT_YET
    points: float = 0.0
    most: float = 0.0

    @property
    def order(self) -> float:
        """By what a column is sorted: the points; below them what is open, what is not there, what is still to come."""
        below = {State.UNDECIDED.value: -1.0, State.NOT_HANDED_IN.value: -2.0, NOT_YET: -3.0}
        return below.get(self.state, self.points)

    @property
    def lost(self) -> float:
        """The points that a program lost which was handed in and judged."""
        return self.most - self.points if self.state == State.FAILED else 0.0


@dataclass(frozen=True)
class Row:
    """One student: the page, what was handed in and when, a cell for each exercise, what went wrong first."""

    name: str
    page: str  # the file's name, without its suffix
    handed_in: str  # ISO 8601, UTC; empty where that is not known
    late: str  # by how much, in words; empty for who was in time
    cells: tuple[Cell, ...]
    mistakes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()  # the exercises whose stub was handed in as it was
    counted: Counted | None = None  # by the assignment's rules, where it has some

    @property
    def points(self) -> float:
        """What counts in the end."""
        return self.counted.points if self.counted else round(sum(cell.points for cell in self.cells), 2)

    @property
    def most(self) -> float:
        """What could be earned in what is graded."""
        return self.counted.max_points if self.counted else round(sum(cell.most for cell in self.cells), 2)

    @property
    def lost(self) -> float:
        """The points lost in what was handed in."""
        return round(sum(cell.lost for cell in self.cells), 2)

    @property
    def missing(self) -> tuple[str, ...]:
        """The exercises for which there is no program."""
        return tuple(cell.exercise for cell in self.cells if cell.state == State.NOT_HANDED_IN)

    @property
    def states(self) -> frozenset[str]:
        """Every state of a cell, for the filter."""
        return frozenset(cell.state for cell in self.cells)


@dataclass
class Rate:
    """One check: how many passed of those who handed in and could be judged, under each start method."""

    exercise: str
    check: str
    sentence: str
    passed: dict[str, int] = field(default_factory=dict)
    judged: dict[str, int] = field(default_factory=dict)

    def share(self, method: str) -> str:
        """In words for a cell; empty where nobody was judged."""
        judged = self.judged.get(method, 0)
        return f"{round(100 * self.passed.get(method, 0) / judged)} %" if judged else ""


@dataclass
class Mistake:
    """One mistake, wherever it was made: what happened, in which exercises, and by whom (name and page)."""

    title: str
    exercises: list[str] = field(default_factory=list)
    students: dict[str, str] = field(default_factory=dict)
    times: int = 0
    names: dict[str, None] = field(default_factory=dict)  # by which a comment on it is kept


@dataclass(frozen=True)
class Doubt:
    """A verdict that is to be looked at: undecided, or another one the second time."""

    student: str
    page: str
    exercise: str
    check: str
    start_methods: str
    kind: str
    sentence: str


@dataclass
class Work:
    """How long an exercise's programs ran in the grader, in seconds."""

    exercise: str
    programs: int = 0
    total: float = 0.0
    longest: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one program."""
        self.programs, self.total, self.longest = self.programs + 1, self.total + seconds, max(self.longest, seconds)
