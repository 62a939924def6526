"""Evidence made anew from its rows: the same objects, in the same places."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

from autograder.engine.evidence import (
    Ending,
    Evidence,
    LockWait,
    ObservedStep,
    Position,
    ProbeCall,
    Process,
    Reliance,
    Standstill,
    Start,
    TimedWait,
)
from autograder.engine.scenario import Scenario
from autograder.recording import rows
from autograder.recording.claims import decode_claim
from autograder.sandbox.limits import Limits

T = TypeVar("T")


def read_evidence(row: rows.EvidenceRow, scenario: Scenario) -> Evidence:
    """All of one run; raises LookupError, TypeError or ValueError where rows do not fit together."""
    reader = Reader(row, scenario)
    return Evidence(
        scenario=scenario,
        module=row.module,
        start_method=row.start_method,
        seed=row.seed,
        ending=Ending[row.ending],
        processes=reader.processes,
        unannounced=row.unannounced,
        starts=[Start(reader.time(start.arrived), reader.when(start.released)) for start in row.starts],
        calls=reader.calls,
        steps=[reader.read_step(number, step) for number, step in enumerate(row.steps)],
        standstills=reader.read_standstills(),
        waits=reader.waits,
        reliances=[reader.read_reliance(one) for one in row.reliances],
        paces=[reader.read_reliance(one) for one in row.paces],
        judge_has_clock=row.judge_has_clock,
        import_error=row.import_error,
        exit_status=row.exit_status,
        changed=reader.when(row.changed),
        positions=[reader.read_position(position) for position in row.positions],
        tasks=row.tasks,
        limits=Limits(*row.limits),  # type: ignore[arg-type]
        leftovers=row.leftovers,
        output=row.output,
        errors=row.errors,
        notes=row.notes,
        level=row.level,
        seconds=reader.time(row.seconds),
        kept=row.kept,
    )


def pick(things: Sequence[T], numbers: Sequence[int]) -> list[T]:
    """The things with these numbers."""
    return [things[number] for number in numbers]


class Reader:
    """What rows refer to."""

    def __init__(self, row: rows.EvidenceRow, scenario: Scenario) -> None:
        """Read processes, calls and waits, to which all else refers."""
        self.row, self.scenario = row, scenario
        self.times = [tick / 1e6 for tick in accumulate(row.ticks)]
        self.processes = [self.read_process(number, one) for number, one in enumerate(row.processes)]
        self.calls = [self.read_call(one) for one in row.calls]
        self.waits = [self.read_wait(one) for one in row.waits]

    def time(self, row: int) -> float:
        """The time in a row of the column, in seconds."""
        return self.times[row]

    def when(self, row: int | None) -> float | None:
        """The same, where there may be none."""
        return None if row is None else self.times[row]

    def who(self, number: int | None) -> Process | None:
        """The process with this number, where there may be none."""
        return None if number is None else self.processes[number]

    def read_process(self, number: int, one: rows.ProcessRow) -> Process:
        """A process."""
        return Process(
            number,
            one.pid,
            one.parent,
            one.parent_pid,
            parent_is_server=bool(one.flags & rows.PARENT_IS_SERVER),
            is_server=bool(one.flags & rows.IS_SERVER),
            born=self.time(one.born),
            made_by=one.made_by,
            gone=self.when(one.gone),
            loaded=self.when(one.loaded),
            is_stillborn=bool(one.flags & rows.IS_STILLBORN),
            status=one.status,
            other_asked=bool(one.flags & rows.OTHER_ASKED),
        )

    def read_call(self, one: rows.CallRow) -> ProbeCall:
        """A call of a probe; the scenario must have that probe."""
        return ProbeCall(
            name=self.scenario.probes[one.name].name,
            process=self.processes[one.process],
            arrived=self.time(one.arrived),
            arguments=[decode_claim(value) for value in one.arguments],
            keywords={name: decode_claim(value) for name, value in one.keywords.items()},
            thread=one.thread,
            place=one.place,
            watched={name: decode_claim(value) for name, value in one.watched.items()},
            step=one.step,
            released=self.when(one.released),
            answer=one.answer,
            raised=one.raised,
            worked=one.worked,
        )

    def read_step(self, number: int, one: rows.StepRow) -> ObservedStep:
        """A step that was begun."""
        return ObservedStep(
            step=self.scenario.steps[number],
            entered=self.time(one.entered),
            left=self.when(one.left),
            value=decode_claim(one.value),
            error=one.error,
            signature=one.signature,
            missing=one.missing,
            survivors=one.survivors,
            copies=pick(self.processes, one.copies),
        )

    def read_wait(self, one: rows.WaitRow) -> TimedWait:
        """A sleep, or a wait with a time limit."""
        wait = self.who(one.process), one.pid, one.main, one.call, one.seconds, one.sleeps
        return TimedWait(*wait, self.time(one.at), one.step, one.beside, one.count)

    def read_reliance(self, one: rows.RelianceRow) -> Reliance:
        """A moment at which nothing but time could let anybody go on."""
        return Reliance(self.time(one.at), one.step, pick(self.waits, one.sleepers))

    def read_standstills(self) -> list[Standstill]:
        """The moments at which nobody could move, each from the one before."""
        found, held, sleeping = [], list[int](), list[int]()
        for one in self.row.standstills:
            held = follow(held, one.went, one.came)
            sleeping = follow(sleeping, one.woke, one.fell_asleep)
            still = Standstill(
                at=self.time(one.at),
                held=pick(self.calls, held),
                step=one.step,
                wait=one.wait,
                joins=self.who(one.joins),
                timed=one.timed,
                settled=one.settled,
                children=one.children,
                positions=[self.read_position(position) for position in one.positions],
                locks=[LockWait(self.who(lock.process), lock.thread, lock.lock, lock.switches) for lock in one.locks],
                sleepers=pick(self.waits, sleeping),
            )
            found.append(still)
        return found

    def read_position(self, one: rows.PositionRow) -> Position:
        """Where a process stood."""
        return Position(self.processes[one.process], one.place, one.wait, one.awaited_pid)


def follow(before: list[int], went: list[int], came: list[int]) -> list[int]:
    """Who is there after some have gone and others have come."""
    gone = set(went)
    return [one for one in before if one not in gone] + came
