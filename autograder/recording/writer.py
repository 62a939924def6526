"""What is written down of the evidence of one run: rows that refer to one another by number."""

from collections.abc import Iterable, Sequence

from autograder.engine.evidence import (
    Evidence,
    LockWait,
    ObservedStep,
    Position,
    ProbeCall,
    Process,
    Reliance,
    Standstill,
    TimedWait,
)
from autograder.recording import rows
from autograder.recording.claims import encode_claim, encode_error, encode_place, encode_signature
from autograder.recording.inside_words import without_inside
from autograder.sandbox.limits import Limits


def places(things: Iterable[object]) -> dict[int, int]:
    """At which place each of several objects stands, by its identity."""
    return {id(one): number for number, one in enumerate(things)}


class Writer:
    """Writes one evidence down."""

    def __init__(self, evidence: Evidence) -> None:
        """Number what is referred to."""
        self.evidence = evidence
        self.processes = places(evidence.processes)
        self.calls, self.waits = places(evidence.calls), places(evidence.waits)
        times = sorted(set(times_of(evidence)))
        ticks: list[int] = []
        for time in times:
            ticks.append(max(round(time * 1e6), ticks[-1] + 1 if ticks else -(2**62)))
        self.ticks, self.rows = ticks, {time: row for row, time in enumerate(times)}
        self.locks: dict[int, int] = {}
        self.threads: dict[int, int] = {}
        self.switches: dict[tuple[int, int], int] = {}

    def write(self) -> rows.EvidenceRow:
        """All of it."""
        one = self.evidence
        held, sleeping = Changes(self.calls), Changes(self.waits)
        return rows.EvidenceRow(
            format=rows.FORMAT,
            module=one.module,
            start_method=one.start_method,
            seed=one.seed,
            ending=one.ending.name,
            ticks=[tick - before for before, tick in zip([0, *self.ticks], self.ticks, strict=False)],
            processes=[self.write_process(process) for process in one.processes],
            unannounced=one.unannounced,
            starts=[rows.StartRow(self.rows[start.arrived], self.when(start.released)) for start in one.starts],
            calls=[self.write_call(call) for call in one.calls],
            steps=[self.write_step(number, step) for number, step in enumerate(one.steps)],
            waits=[self.write_wait(wait) for wait in one.waits],
            standstills=[self.write_standstill(still, held, sleeping) for still in one.standstills],
            reliances=[self.write_reliance(reliance) for reliance in one.reliances],
            paces=[self.write_reliance(pace) for pace in one.paces],
            judge_has_clock=one.judge_has_clock,
            import_error=encode_error(one.import_error),
            exit_status=one.exit_status,
            changed=self.when(one.changed),
            positions=[self.write_position(position) for position in one.positions],
            tasks=one.tasks,
            limits=[getattr(one.limits, name) for name in Limits.__dataclass_fields__ if name != "watched"],
            leftovers=one.leftovers,
            output=without_inside(one.output),
            errors=without_inside(one.errors),
            notes=one.notes,
            level=one.level,
            seconds=self.rows[one.seconds],
            kept=round(one.kept, 6),
        )

    def when(self, time: float | None) -> int | None:
        """The row of a time."""
        return None if time is None else self.rows[time]

    def who(self, process: Process | None) -> int | None:
        """The number of a process."""
        return None if process is None else self.processes[id(process)]

    def write_process(self, one: Process) -> rows.ProcessRow:
        """A process; its number is its place."""
        flags = rows.PARENT_IS_SERVER * one.parent_is_server + rows.IS_SERVER * one.is_server
        flags += rows.IS_STILLBORN * one.is_stillborn + rows.OTHER_ASKED * one.other_asked
        times = self.rows[one.born], self.when(one.gone), self.when(one.loaded)
        return rows.ProcessRow(one.pid, one.parent, one.parent_pid, flags, one.made_by, *times, one.status)

    def write_call(self, one: ProbeCall) -> rows.CallRow:
        """A call of a probe."""
        return rows.CallRow(
            name=one.name,
            process=self.processes[id(one.process)],
            arrived=self.rows[one.arrived],
            released=self.when(one.released),
            arguments=[encode_claim(value) for value in one.arguments],
            keywords={name: encode_claim(value) for name, value in one.keywords.items()},
            thread=one.thread,
            place=encode_place(one.place),
            watched={name: encode_claim(value) for name, value in one.watched.items()},
            step=one.step,
            answer=one.answer,
            raised=one.raised,
            worked=one.worked,
        )

    def write_step(self, number: int, one: ObservedStep) -> rows.StepRow:
        """A step; what was asked for is the scenario's of the same number."""
        if one.step is not self.evidence.scenario.steps[number]:
            raise KeyError(f"step {number} is not the scenario's")
        return rows.StepRow(
            self.rows[one.entered],
            self.when(one.left),
            encode_claim(one.value),
            encode_error(one.error),
            encode_signature(one.signature),
            one.missing,
            one.survivors,
            [self.processes[id(copy)] for copy in one.copies],
        )

    def write_wait(self, one: TimedWait) -> rows.WaitRow:
        """A sleep, or a wait with a time limit."""
        at, who = self.rows[one.at], self.who(one.process)
        wait = who, one.pid, one.main, one.call, one.seconds, one.sleeps
        return rows.WaitRow(*wait, at, one.step, one.beside, one.count)

    def write_reliance(self, one: Reliance) -> rows.RelianceRow:
        """A moment at which nothing but time could let anybody go on."""
        return rows.RelianceRow(self.rows[one.at], one.step, [self.waits[id(wait)] for wait in one.sleepers])

    def write_standstill(self, one: Standstill, held: "Changes", sleeping: "Changes") -> rows.StandstillRow:
        """A moment at which nobody could move."""
        return rows.StandstillRow(
            self.rows[one.at],
            *held.note(one.held),
            one.step,
            one.wait,
            self.who(one.joins),
            one.timed,
            one.settled,
            one.children,
            [self.write_position(position) for position in one.positions],
            [self.write_lock(wait) for wait in one.locks],
            *sleeping.note(one.sleepers),
        )

    def write_position(self, one: Position) -> rows.PositionRow:
        """Where a process stood."""
        return rows.PositionRow(self.processes[id(one.process)], encode_place(one.place), one.wait, one.awaited_pid)

    def write_lock(self, one: LockWait) -> rows.LockRow:
        """Who waits for a lock; how often a thread has gone to sleep counts from the first moment it was seen so."""
        thread = self.threads.setdefault(one.thread, len(self.threads))
        lock = self.locks.setdefault(one.lock, len(self.locks))
        first = self.switches.setdefault((thread, lock), one.switches)
        return rows.LockRow(self.who(one.process), thread, lock, one.switches - first)


def times_of(evidence: Evidence) -> Iterable[float]:
    """Every time on the judge's clock that stands in an evidence."""
    found: list[float | None] = [evidence.changed, evidence.seconds]
    for process in evidence.processes:
        found += [process.born, process.gone, process.loaded]
    for start in evidence.starts:
        found += [start.arrived, start.released]
    for call in evidence.calls:
        found += [call.arrived, call.released]
    for step in evidence.steps:
        found += [step.entered, step.left]
    found += [wait.at for wait in evidence.waits]
    found += [still.at for still in evidence.standstills]
    found += [reliance.at for reliance in [*evidence.reliances, *evidence.paces]]
    return (time for time in found if time is not None)


class Changes:
    """What changes in an ordered collection from one moment to the next."""

    def __init__(self, numbers: dict[int, int]) -> None:
        """Nothing is there at first. ``numbers``: of each object by its identity."""
        self.numbers = numbers
        self.before: list[int] = []

    def note(self, now: Sequence[object]) -> tuple[list[int], list[int]]:
        """The numbers of those that went, and of those that have come since, behind those that stayed."""
        found = [self.numbers[id(one)] for one in now]
        went = sorted(set(self.before) - set(found))
        stayed = [one for one in self.before if one not in went]
        if found[: len(stayed)] != stayed:
            went, stayed = sorted(self.before), []
        self.before = found
        return went, found[len(stayed) :]
