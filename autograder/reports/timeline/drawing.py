"""From evidence to the picture: a pure function, so that a stored run can be drawn at any time."""

from autograder.checks.pools import say_signal
from autograder.engine.evidence import Evidence, ProbeCall
from autograder.engine.scenario import passed_on
from autograder.messages import CALLS, Message
from autograder.reports.timeline.lanes import Owner, Owners
from autograder.reports.timeline.model import Arrow, Doing, Lane, Mark, Run, Sign, Span, Standstill, Tie, Timeline
from autograder.reports.timeline.moments import find_moment
from autograder.reports.timeline.order import Key, Kind, is_held, is_over, place
from autograder.reports.timeline.waits import Waiting

LONGEST_ARGUMENT = 40


def draw(evidence: Evidence, reference: Evidence | None = None) -> Timeline:
    """The picture of one run, beside the reference's run of the same scenario with the same draws."""
    run = Drawing(evidence).run(f"This program, under {evidence.start_method}")
    if reference is None:
        return Timeline(run)
    return Timeline(run, Drawing(reference).run("The reference, with the same names and numbers"))


class Drawing:
    """One run on its way to a picture."""

    def __init__(self, evidence: Evidence) -> None:
        """Find out what stands in which column, and who has which lane."""
        self.evidence = evidence
        self.columns, number = place(evidence)
        self.last = number - 1
        self.owners = Owners(evidence, self.columns)
        self.turns = numbered(evidence)

    def run(self, title: str) -> Run:
        """The picture."""
        found = Waiting(self.evidence, self.columns, self.last, self.owners).find()
        moment = find_moment(self.evidence, self.columns)
        stills = enumerate(self.evidence.standstills)
        return Run(
            title,
            moment.sentence if moment else caption(self.evidence),
            tuple(self.lane(lane, owner, found[lane]) for lane, owner in enumerate(self.owners.all)),
            (*self.births(), *self.waits(found)),
            tuple(Standstill(index + 1, self.columns[Kind.STANDSTILL, index]) for index, _ in stills),
            self.last,
            moment,
            is_over(self.evidence),
        )

    def lane(self, lane: int, owner: Owner, waits: list[Span]) -> Lane:
        """One lane with all that is in it."""
        calls = [one for one in enumerate(self.evidence.calls) if self.owners.of_call(one[1]) == lane]
        spans, marks = [*waits], []
        for index, call in calls:
            if is_held(call, self.evidence):
                spans.append(self.call(index, call))
            else:
                marks.append(Mark(Sign.CALL, self.columns[Kind.PASSING, index], say_call(call)))
        if lane == 0:
            spans += self.steps()
        marks += self.copies(owner)
        born, gone = self.life(owner, calls)
        spans.sort(key=lambda span: (span.begin, span.doing is not Doing.STEP, span.end))
        ended, turn = self.ended(owner), self.turn([call for _, call in calls]) if lane else ""
        return Lane(owner.role, owner.pid, born, gone, tuple(spans), tuple(marks), owner.thread, ended, turn)

    def turn(self, calls: list[ProbeCall]) -> str:
        """The one call of a function to which alone all was handed that somebody has called.

        A birth says less: who is started last may be seen only when the next call has begun.
        """
        names = {call.name for call in calls}
        handed = [{probe.name for probe in passed_on(step.step)} for step in self.evidence.steps]
        found = [number for number, given in enumerate(handed) if names & given]
        return self.turns[found[0]] if len(found) == 1 else ""

    def ended(self, owner: Owner) -> str:
        """How a process ended, where that was not well."""
        process = self.evidence.processes[owner.number] if owner.number >= 0 and not owner.thread else None
        if process is None or process.gone is None or not (process.status or process.is_stillborn):
            return ""
        status = process.status or 0
        how = f"by {say_signal(-status)}" if status < 0 else f"with exit status {status}"
        return f"{how}, before it had loaded the file" if process.is_stillborn else how

    def life(self, owner: Owner, calls: list[tuple[int, ProbeCall]]) -> tuple[int, int | None]:
        """The columns of a birth and an end; a thread's are those of its calls, as far as anybody knows."""
        key: Key = (Kind.BIRTH, owner.number)
        if owner.role == "fork server":
            children = [one.number for one in self.evidence.processes if one.parent_is_server]
            return min(self.columns.get((Kind.BIRTH, number), 0) for number in children), None
        if not owner.thread:
            return self.columns.get(key, 0), self.columns.get((Kind.GONE, owner.number))
        begins = [self.columns[self.key(index, call)] for index, call in calls]
        ends = [self.columns.get((Kind.RELEASE, index), begin) for (index, _), begin in zip(calls, begins, strict=True)]
        return min(begins, default=0), max(ends, default=0)

    def key(self, index: int, call: ProbeCall) -> Key:
        """What names the arrival of a call."""
        return (Kind.CALL if is_held(call, self.evidence) else Kind.PASSING), index

    def call(self, index: int, call: ProbeCall) -> Span:
        """A call that was held."""
        begin, end = self.columns[Kind.CALL, index], self.columns.get((Kind.RELEASE, index))
        seconds = self.evidence.scenario.probes[call.name].seconds
        lasted = call.worked[1] - call.worked[0]
        takes = f" {lasted:.2f} s" if seconds and lasted else ""
        title = say_call(call) + (f", which takes{takes}" if takes else "")
        until, text = end if end is not None else self.last, f"{call.name}{takes}"
        return Span(Doing.CALL, begin, until, text, title, brief=call.name, is_open=end is None)

    def steps(self) -> list[Span]:
        """What the caller was asked to do."""
        return [
            Span(
                Doing.STEP,
                self.columns[Kind.ENTER, index],
                self.columns.get((Kind.LEAVE, index), self.last),
                f"{self.turns[index]} {step.step.name}".strip(),
                f"{self.turns[index]} {step.step.title}".strip(),
                brief=self.turns[index],
                is_open=step.left is None,
            )
            for index, step in enumerate(self.evidence.steps)
        ]

    def copies(self, owner: Owner) -> list[Mark]:
        """Where a copy of the caller returned from a step as well."""
        return [
            Mark(Sign.RETURNS, self.columns[Kind.LEAVE, index], f"{step.step.title} returns here, too")
            for index, step in enumerate(self.evidence.steps)
            for copy in step.copies
            if copy.number == owner.number and not owner.thread and (Kind.LEAVE, index) in self.columns
        ]

    def births(self) -> list[Arrow]:
        """From each parent to its child."""
        return [
            Arrow(Tie.STARTS, self.columns[Kind.BIRTH, one.number], parent, self.owners.of(one.number))
            for one in self.evidence.processes
            if (Kind.BIRTH, one.number) in self.columns and (parent := self.owners.parent(one)) is not None
        ]

    def waits(self, found: dict[int, list[Span]]) -> list[Arrow]:
        """From whoever waits to whom it waits for."""
        return [
            Arrow(Tie.WAITS_FOR, span.begin, lane, span.to)
            for lane, spans in found.items()
            for span in spans
            if span.to is not None
        ]


def numbered(evidence: Evidence) -> list[str]:
    """Of each step which call of its function it is, such as "2nd"; empty for what is called once."""
    targets = [step.step.target for step in evidence.steps]
    return [
        ordinal(targets[: index + 1].count(target)) if targets.count(target) > 1 else ""
        for index, target in enumerate(targets)
    ]


def ordinal(number: int) -> str:
    """``2nd``."""
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")


def say_call(call: ProbeCall) -> str:
    """A call as a student would write it."""
    arguments = ", ".join(repr(value)[:LONGEST_ARGUMENT] for value in call.arguments)
    return f"`{call.name}({arguments})`"


def caption(evidence: Evidence) -> str:
    """What is to be seen in a run in which nothing went wrong."""
    for name, probe in sorted(evidence.scenario.probes.items(), key=lambda one: -one[1].together):
        calls = len(evidence.calls_of(name))
        if probe.holds and calls:
            together = evidence.overlap(name)
            many = f", {together} of them at the same time" if together > 1 else ", one at a time" if calls > 1 else ""
            return f"{Message.counted(calls, CALLS)} of `{name}`{many}."
    return "Nothing was called."
