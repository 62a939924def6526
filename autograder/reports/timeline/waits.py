"""Who waited, slept or computed, from when to when and for whom, as far as the judge saw it.

That somebody waits is seen at standstills, and at the end of a run. What is drawn begins after the last thing that
the one who waits did before, and ends with the next one, or with the end of who was waited for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from autograder.checks.narrative import WAITS
from autograder.engine.evidence import Evidence, Position, Standstill, TimedWait
from autograder.messages import TIMES, Message
from autograder.reports.timeline.lanes import MAIN, Owners
from autograder.reports.timeline.model import Doing, Span
from autograder.reports.timeline.order import Key, Kind, WaitKey, drawn_waits, is_held, key_of

POLLS = ("poll", "ppoll", "select", "pselect6", "epoll_wait", "epoll_pwait")
HUNDREDTH = 0.01  # of a second; what is asked for until a moment is a little shorter when it begins
Found = dict[int, list[Span]]  # by lane


class Waiting:
    """Finds the waits of one run."""

    def __init__(self, evidence: Evidence, columns: dict[Key, int], last: int, owners: Owners) -> None:
        """``last``: the last column."""
        self.evidence, self.columns, self.last, self.owners = evidence, columns, last, owners
        found = self.find_deeds()
        self.callers = found[0]  # the columns at which the caller is known to have moved
        self.deeds = {lane: sorted({0, last, *columns}) for lane, columns in found.items()}

    def find_deeds(self) -> dict[int, list[int]]:
        """The columns at which each lane is known to have moved."""
        found: dict[int, list[int]] = {lane: [] for lane in range(len(self.owners.all))}
        for (kind, index), column in self.columns.items():
            match kind:
                case Kind.ENTER | Kind.LEAVE:
                    found[0].append(column)
                case Kind.CALL | Kind.PASSING | Kind.RELEASE:
                    found[self.owners.of_call(self.evidence.calls[index])].append(column)
                case Kind.BIRTH:
                    process = self.evidence.processes[index]
                    found[self.owners.of(index)].append(column)
                    by_caller = process.parent == 0 or process.parent_is_server
                    found[0] += [column] * (by_caller and not self.born_by_thread(index))
                case Kind.GONE:
                    found[self.owners.of(index)].append(column)
        return found

    def born_by_thread(self, number: int) -> bool:
        """Whether a child was made while the caller's first thread waited: a pool has replaced a worker."""
        born = self.evidence.processes[number].born
        around = [still.wait for still in self.evidence.standstills if still.at < born][-1:]
        around += [still.wait for still in self.evidence.standstills if still.at > born][:1]
        return around == ["futex", "futex"]

    def before(self, lane: int, column: int) -> int:
        """The last deed of a lane before a column."""
        deeds = self.deeds[lane]
        return deeds[max(bisect_left(deeds, column) - 1, 0)]

    def after(self, lane: int, column: int) -> int:
        """The next deed of a lane after a column."""
        deeds = self.deeds[lane]
        return deeds[min(bisect_right(deeds, column), len(deeds) - 1)]

    def find(self) -> Found:
        """All of them, by lane; where two overlap, the one that is known better stays, and the other follows it."""
        found: Found = {lane: [] for lane in range(len(self.owners.all))}
        for lane, span in [*self.sleeps(), *self.callers_waits(), *self.locks(), *self.stuck()]:
            begin = max([span.begin, *(one.end for one in found[lane] if overlap(one, span))])
            if begin < span.end:
                found[lane].append(replace(span, begin=begin))
        return found

    def sleeps(self) -> Iterator[tuple[int, Span]]:
        """Sleeps, and waits with a time limit; many of the same are one."""
        seen = self.last_seen()
        for index, wait, number in drawn_waits(self.evidence):
            lane, begin = self.owners.of(number), self.columns[Kind.SLEEP, index]
            end = max(self.after(lane, begin), self.after(lane, seen.get(key_of(wait), begin)))
            yield lane, Span(Doing.SLEEP, begin, end, *say_sleep(wait), brief="sleeps" if wait.sleeps else "waits")

    def last_seen(self) -> dict[WaitKey, int]:
        """The last column at which somebody was seen in each wait."""
        found: dict[WaitKey, int] = {}
        stills = [(Kind.STANDSTILL, index, one.sleepers) for index, one in enumerate(self.evidence.standstills)]
        relied = [(Kind.RELIANCE, index, one.sleepers) for index, one in enumerate(self.evidence.reliances)]
        for kind, index, sleepers in [*stills, *relied]:
            for one in sleepers:
                found[key_of(one)] = max(found.get(key_of(one), 0), self.columns[kind, index])
        return found

    def callers_waits(self) -> Iterator[tuple[int, Span]]:
        """What the caller's first thread waited for, as each standstill shows it."""
        found: list[Span] = []
        for index, still in enumerate(self.evidence.standstills):
            if still.step is None or not still.wait or still.timed or self.calls_itself(still):
                continue
            at, target = self.columns[Kind.STANDSTILL, index], self.awaited(index, still)
            begin, end = self.before(0, at), self.after(0, at)
            if found and found[-1].end > begin:
                if found[-1].to == target:
                    continue
                begin = min(found[-1].end, at)
            if target is not None:
                gone = self.columns.get((Kind.GONE, self.owners.all[target].number), end)
                end = gone if begin < gone < end else end
            pid = self.owners.all[target].pid if target is not None else 0
            text = f"waits for {pid}" if pid else "waits"
            title = f"waits for process {pid} to end" if pid else WAITS.get(still.wait, "waits")
            found.append(Span(Doing.WAIT, begin, end, text, title, target, self.brief(target)))
        yield from ((0, span) for span in found)

    def calls_itself(self, still: Standstill) -> bool:
        """Whether the caller's first thread is itself in a call that is held."""
        return any(call.process.number == 0 and call.thread == MAIN for call in still.held)

    def awaited(self, index: int, still: Standstill) -> int | None:
        """Whom the caller waits for: by its own call, or because that one's end is what let it go on.

        The fork server's children are waited for by a pipe that ends with them, so the kernel names none.
        """
        if still.joins is not None:
            return self.owners.of(still.joins.number)
        callers = {call.process.number for call in still.held}
        alive = [one for one in self.evidence.made() if one.born <= still.at and (one.gone or still.at) >= still.at]
        alive = [one for one in alive if one.number not in self.owners.servers]
        if still.wait not in POLLS or len(alive) != 1 or callers - {alive[0].number}:
            return None
        at, gone = self.columns[Kind.STANDSTILL, index], self.columns.get((Kind.GONE, alive[0].number), self.last)
        moved = [column for column in self.callers if column > at]
        return self.owners.of(alive[0].number) if moved and min(moved) >= gone else None

    def locks(self) -> Iterator[tuple[int, Span]]:
        """Who waited for a lock, and for whom, where one process alone could go on as long as that lasted."""
        holders: dict[tuple[int, int, int], set[int | None]] = {}
        for index, still in enumerate(self.evidence.standstills):
            at = self.columns[Kind.STANDSTILL, index]
            busy = {call.process.number for call in still.held}
            holder = next(iter(busy)) if len(busy) == 1 else None
            for number in {lock.process.number for lock in still.locks if lock.process is not None} - busy - {0}:
                lane = self.owners.of(number)
                if self.owners.all[lane].role == "child":
                    holders.setdefault((lane, self.before(lane, at), self.after(lane, at)), set()).add(holder)
        for (lane, begin, end), found in holders.items():
            alone = next(iter(found)) if len(found) == 1 else None
            to = self.owners.of(alone) if alone is not None else None
            gone = self.columns.get((Kind.GONE, alone), end) if alone is not None else end
            yield (
                lane,
                Span(Doing.WAIT, begin, min(gone, end), "waits for a lock", "waits for a lock", to, self.brief(to)),
            )

    def stuck(self) -> Iterator[tuple[int, Span]]:
        """Where everybody stood when a run was stuck."""
        for position in self.evidence.positions:
            lane = self.owners.of(position.process.number)
            held = [call for call in self.evidence.calls if call.process.number == position.process.number]
            if self.owners.all[lane].role in ("manager", "helper") or any(
                call.released is None and is_held(call, self.evidence) for call in held
            ):
                continue
            text, title = say_position(position)
            to = next((self.owners.of(p.number) for p in self.evidence.made() if p.pid == position.awaited_pid), None)
            doing = Doing.WAIT if position.wait else Doing.COMPUTE
            begin, brief = self.before(lane, self.last), self.brief(to) if position.wait else text
            yield lane, Span(doing, begin, self.last, text, title, to, brief, is_open=True)

    def brief(self, to: int | None) -> str:
        """A wait in as few signs as can be: for whom, as an arrow."""
        return "waits" if to is None else f"→{self.owners.all[to].pid}"


def overlap(one: Span, other: Span) -> bool:
    """Whether the two overlap."""
    return one.begin < other.end and other.begin < one.end


def say_sleep(wait: TimedWait) -> tuple[str, str]:
    """A sleep or timed wait for a bar, and in full."""
    often = f", {Message.counted(wait.count, TIMES)}" if wait.count > 1 else ""
    shown = f"{round(wait.seconds, 2):g}" if wait.seconds >= HUNDREDTH / 2 else f"{wait.seconds:.1g}"
    seconds, who = f"{shown} s{often}", "" if wait.main else "a thread "
    if wait.sleeps:
        return f"{who}sleeps {seconds}", f"{who}sleeps for {seconds}"
    return f"{who}waits up to {seconds}", f"{who}waits for at most {seconds}"


def say_position(position: Position) -> tuple[str, str]:
    """Where somebody stood at the end, for a bar and in full."""
    what = WAITS.get(position.wait, "waits") if position.wait else "computes"
    if position.awaited_pid is not None:
        what = f"waits for process {position.awaited_pid} to end"
    line = f", line {position.place[1]}" if position.place else ""
    short = (
        "computes" if not position.wait else f"waits for {position.awaited_pid}" if position.awaited_pid else "waits"
    )
    return f"{short}{line}", f"{what}{line}"
