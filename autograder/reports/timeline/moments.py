"""The moment that a verdict rests on, found in the evidence alone: the first place at which it is no right program's.

A check can also fail on what no moment shows, such as a wrong value; then there is none.
"""

from collections import Counter
from collections.abc import Callable

from autograder.checks.narrative import say_interruption, say_pid, say_process
from autograder.checks.waiting import find_guess
from autograder.engine.evidence import Ending, Evidence, ProbeCall
from autograder.engine.lost_updates import interruptions
from autograder.engine.scenario import passed_on
from autograder.messages import CALLS, Message
from autograder.reports.timeline.lanes import MAIN
from autograder.reports.timeline.model import Moment
from autograder.reports.timeline.order import Key, Kind, is_held, is_over

STUCK = {
    Ending.BLOCKED: "Nobody could ever move again.",
    Ending.ASLEEP: "Nobody went on any more until the time of the run was over.",
    Ending.BUSY: "Somebody computed on and on, until the processor time of the run was used up.",
    Ending.EXITED: "The caller ended before its work was done.",
}
Columns = dict[Key, int]
Finder = Callable[[Evidence, Columns], Moment | None]


def find_moment(evidence: Evidence, columns: Columns) -> Moment | None:
    """The moment, or None where none is known; the earliest trouble of a run explains those that follow."""
    finders: tuple[Finder, ...] = (
        at_the_end,
        at_a_failed_step,
        at_an_early_end,
        at_a_call_of_the_callers,
        at_a_return,
        at_a_guess,
        at_an_interruption,
        at_a_standstill,
    )
    return next(filter(None, (find(evidence, columns) for find in finders)), None)


def at_the_end(evidence: Evidence, columns: Columns) -> Moment | None:
    """A run that did not come to an end of its own."""
    if is_over(evidence):
        return None
    return Moment(columns[Kind.END, 0], STUCK.get(evidence.ending, f"The run was ended: {evidence.ending.value}."))


def at_a_failed_step(evidence: Evidence, columns: Columns) -> Moment | None:
    """A step that raised."""
    for index, step in enumerate(evidence.steps):
        if step.error is not None:
            return Moment(columns[Kind.LEAVE, index], f"`{step.step.name}` raised {step.error.type}.")
    return None


def at_a_return(evidence: Evidence, columns: Columns) -> Moment | None:
    """A function that returned while what it is to wait for was going on; where it is to return so, none.

    It is the one that was called last, at the first of its returns that was so.
    """
    last = evidence.steps[-1].step.target if evidence.steps else ""
    for index, step in enumerate(evidence.steps):
        left = step.left
        if left is None or step.step.kind != "call" or step.step.pause or step.step.target != last:
            continue
        handed = {probe.name for probe in passed_on(*evidence.scenario.steps[: index + 1])}
        over = [call for call in evidence.calls if call.released is not None and call.released <= left]
        left_over = [one for one in evidence.calls if one.name in handed and is_held(one, evidence) and one not in over]
        if left_over:
            sentence = f"`{step.step.name}` returned before {say_calls(left_over)} had ended."
            return Moment(columns[Kind.LEAVE, index], sentence)
        alive = evidence.left_running(step)
        if alive:
            who, verb = ", ".join(map(say_pid, alive)), "was" if len(alive) == 1 else "were"
            return Moment(columns[Kind.LEAVE, index], f"`{step.step.name}` returned while {who} {verb} alive.")
    return None


def say_calls(calls: list[ProbeCall]) -> str:
    """How many calls they are, by what was called."""
    counts = Counter(call.name for call in calls)
    return " and ".join(f"{Message.counted(number, CALLS)} of `{name}`" for name, number in counts.items())


def at_a_guess(evidence: Evidence, columns: Columns) -> Moment | None:
    """A sleep, a poll or a time limit in the place of waiting."""
    for index, step in enumerate(evidence.steps):
        sentence = find_guess(evidence, step)
        if not sentence:
            continue
        for number, still in enumerate(evidence.standstills):
            if still.step == index and still.timed:
                return Moment(columns[Kind.STANDSTILL, number], sentence)
        for number, reliance in enumerate(evidence.reliances):
            if reliance.step == index:
                return Moment(columns[Kind.RELIANCE, number], sentence)
    return None


def at_an_interruption(evidence: Evidence, columns: Columns) -> Moment | None:
    """Somebody who came between another's reading and its writing, or could have come."""
    for shared in evidence.scenario.dicts.values():
        for one in interruptions(evidence, shared.reads.name, shared.writes.name):
            by = one.by.number if one.by is not None and one.came else None
            others = [call.arrived for call in evidence.calls_of(shared.reads.name) if call.process.number == by]
            begin, end = one.reading.arrived, one.writing.arrived
            came = min((at for at in others if begin <= at <= end), default=begin)
            at = next((index for index, still in enumerate(evidence.standstills) if still.at >= came), None)
            if at is not None:
                sentence = (
                    f"After {say_process(one.reading.process)} had read and before it wrote, {say_interruption(one)}."
                )
                return Moment(columns[Kind.STANDSTILL, at], sentence)
    return None


def at_an_early_end(evidence: Evidence, columns: Columns) -> Moment | None:
    """A child that ended by an error before it had called anything; workers of a pool are killed, which is no error."""
    for process in evidence.made():
        bad = (process.status or 0) > 0 or process.is_stillborn
        if bad and process.gone is not None and process.number not in evidence.workers:
            loaded = "before it had loaded the file" if process.is_stillborn else "before it had called anything"
            return Moment(columns[Kind.GONE, process.number], f"{say_process(process).capitalize()} ended {loaded}.")
    return None


def at_a_call_of_the_callers(evidence: Evidence, columns: Columns) -> Moment | None:
    """A call that was held in the caller, which is there to start others; a managed dict is for everybody.

    What the caller is only to hear of, such as a callback, is its own: the judge lets go of it beside the tasks.
    """
    shared = {one.name for both in evidence.scenario.dicts.values() for one in (both.reads, both.writes)}
    if evidence.scenario.one_by_one:
        shared |= {name for name, probe in evidence.scenario.probes.items() if probe.answer == "nothing"}
    for index, call in enumerate(evidence.calls):
        if call.process.is_caller and call.name not in shared and is_held(call, evidence):
            who = "the caller itself" if call.thread == MAIN else "a thread of the caller"
            return Moment(columns[Kind.CALL, index], f"`{call.name}` was called in {who}, and not in a child.")
    return None


def at_a_standstill(evidence: Evidence, columns: Columns) -> Moment | None:
    """Fewer calls at the same time than there are to be."""
    for name, probe in evidence.scenario.probes.items():
        together = [sum(call.name == name for call in still.held) for still in evidence.standstills]
        most = max(together, default=0)
        if 0 < most < probe.together:
            sentence = (
                f"Only {Message.counted(most, CALLS)} of `{name}` at the same time, and not {probe.together}: "
                "nobody could move, and no other call had begun."
            )
            return Moment(columns[Kind.STANDSTILL, together.index(most)], sentence)
    return None
