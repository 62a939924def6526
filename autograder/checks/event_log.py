"""All that was seen of a run, line by line, and how it compares with the reference's run."""

from collections.abc import Iterator

from autograder.checks.narrative import say_error, say_pid, say_place, say_process, show_arguments
from autograder.checks.written import written
from autograder.engine.evidence import Evidence, ObservedStep, ProbeCall, Process, Standstill
from autograder.engine.probes import Probe
from autograder.messages import CALLS, PROCESSES, Message
from autograder.sandbox.levels import Level

SHOWN_CHARACTERS = 200
Line = tuple[float, Message]  # what happened, and when, in seconds on the judge's clock


def tell(evidence: Evidence) -> list[Message]:
    """The plain evidence: what happened, in order, each line with the judge's time in milliseconds."""
    children = evidence.processes[1:]
    lines = [(process.born, Message("{process} was born", process=say_process(process))) for process in children]
    lines += [tell_end(process) for process in evidence.processes if process.gone]
    lines += [
        (0.0, Message("{process} was started by loading the file, without a word", process=say_pid(pid)))
        for pid in evidence.unannounced
    ]
    lines += [line for seen in evidence.steps for line in tell_step(seen)]
    lines += [line for call in evidence.calls for line in tell_call(call)]
    lines += [tell_standstill(still) for still in evidence.standstills]
    told = [Message("{milliseconds:7.1f} ms  {what}", milliseconds=at * 1000, what=what) for at, what in sorted(lines)]
    told += map(Message.of, evidence.notes)
    if evidence.level:
        summary = Message(Level(evidence.level).summary)
        told.append(Message("in a sandbox of level {level}: {summary}", level=evidence.level, summary=summary))
    return told


def tell_end(process: Process) -> Line:
    """That a process was gone."""
    words = "process {pid} was gone, and had not loaded the file" if process.is_stillborn else "process {pid} was gone"
    return process.gone or 0.0, Message(words, pid=process.pid)


def tell_step(seen: ObservedStep) -> Iterator[Line]:
    """When a step began, how it ended, and in which copies of the caller."""
    step = seen.step.title
    yield seen.entered, Message("the caller began {step}", step=step)
    if seen.left is not None:
        if seen.error:
            told = Message("{step} raised {error}", step=step, error=say_error(seen.error))
        elif seen.step.kind == "describe":
            told = Message("{step} was looked at", step=step)
        else:
            told = Message("{step} gave {value}", step=step, value=written(seen.value)[:SHOWN_CHARACTERS])
        yield seen.left, told
    for copy in seen.copies:
        yield seen.left or 0.0, Message("{step} returned in {process}, too", step=step, process=say_process(copy))


def tell_call(call: ProbeCall) -> Iterator[Line]:
    """When a call came, from where, and when it was let go."""
    done = Message("{name}({arguments})", name=call.name, arguments=show_arguments(call, SHOWN_CHARACTERS))
    told = Message("{call} was called in {process}", call=done, process=say_process(call.process))
    if call.place:
        told = Message("{call} at {place}", call=told, place=say_place(call.place))
    yield call.arrived, told
    if call.released is not None and call.answer is not None:
        yield call.released, Message("{call} was let go with {answer}", call=done, answer=repr(call.answer))


def tell_standstill(still: Standstill) -> Line:
    """That nobody could move, how many calls were held, and what the caller waited in."""
    held, wait = len(still.held), still.wait or Message("unknown")
    words = "settled with {held} held; the caller: {wait}"
    if not still.settled:
        words = "nobody could move with {held} held; the caller: {wait}"
    return still.at, Message(words, held=held, wait=wait)


def compare(evidence: Evidence, reference: Evidence | None) -> list[Message]:
    """Calls, processes and overlap of each probe, here and in the reference's run with the same seed."""
    runs = [("this program", evidence), ("the reference", reference)]
    return [
        summarise(probe, Message(who), run)
        for probe in evidence.scenario.probes.values()
        for who, run in runs
        if run is not None
    ]


def summarise(probe: Probe, who: Message, run: Evidence) -> Message:
    """What became of one probe in one run."""
    calls = run.calls_of(probe.name)
    words = (
        "{name} in {who}: {calls} in {processes}, at most {overlap} at the same time, {ending} after {seconds:.2f} s"
    )
    if probe.seconds:
        words = (
            "{name} in {who}: {calls} in {processes}, at most {overlap} at the same time, {taken:.2f} s of the "
            "grader's time for {work:.2f} s of work, {ending} after {seconds:.2f} s"
        )
    return Message(
        words,
        name=probe.name,
        who=who,
        calls=Message.counted(len(calls), CALLS),
        processes=Message.counted(len({call.process.number for call in calls}), PROCESSES),
        overlap=run.overlap(probe.name),
        **({"taken": makespan(run, probe.name), "work": sum(probe.seconds.values())} if probe.seconds else {}),
        ending=Message(run.ending.value),
        seconds=run.seconds,
    )


def makespan(evidence: Evidence, name: str) -> float:
    """Seconds of the judge's own time from the first beginning to the last end of a probe's calls; 0.0 without any."""
    spans = [call.worked for call in evidence.calls_of(name)]
    return max((end for _, end in spans), default=0.0) - min((begin for begin, _ in spans), default=0.0)
