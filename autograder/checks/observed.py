"""What a check may say of a run. Every method is one sentence that holds, or raises :class:`CheckFailed`."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, NoReturn

from autograder.checks.narrative import say_interruption, say_place, say_process, say_trouble, tell
from autograder.checks.waiting import find_guess, find_pause
from autograder.engine.evidence import Ending, Evidence, ObservedStep, ProbeCall
from autograder.engine.lost_updates import interruptions
from autograder.engine.protocol import Opaque
from autograder.errors import CheckFailed


class ObservedRun:
    """One run of a scenario, ready to be checked."""

    def __init__(self, evidence: Evidence, reference: Evidence | None = None) -> None:
        """``reference``: the reference solution's run of the same scenario with the same seed, if there is one."""
        self.evidence, self.reference = evidence, reference
        self.drawn = SimpleNamespace(**evidence.scenario.drawn)

    def fail(self, expected: str, actual: str, next_step: str = "") -> NoReturn:
        """Raise :class:`CheckFailed`; what went wrong with the whole run comes first."""
        trouble = say_trouble(self.evidence)
        evidence = (*self.beside_the_reference(), *tell(self.evidence))
        raise CheckFailed(expected, " ".join(filter(None, (trouble, actual))), next_step, evidence)

    def beside_the_reference(self) -> list[str]:
        """Calls, processes and overlap of each probe, here and in the reference's run with the same seed."""
        runs = [("this program", self.evidence), ("the reference", self.reference)]
        return [
            f"{name} in {who}: {count(len(run.calls_of(name)), 'call')} "
            f"in {count(len({call.process.number for call in run.calls_of(name)}), 'process')}, "
            f"at most {run.overlap(name)} at the same time, "
            + (
                f"{makespan(run, name):.2f} s of the grader's time for {sum(probe.seconds.values()):.2f} s of work, "
                if probe.seconds
                else ""
            )
            + f"{run.ending.value} after {run.seconds:.2f} s"
            for name, probe in self.evidence.scenario.probes.items()
            for who, run in runs
            if run is not None
        ]

    def probe(self, name: str) -> "ObservedProbe":
        """What happened to one of the probes."""
        return ObservedProbe(self, name)

    def keeps_others_out(self, name: str) -> None:
        """Whoever reads a managed dict and then writes to it keeps its lock all the while."""
        shared = self.evidence.scenario.dicts[name]
        for one in interruptions(self.evidence, shared.reads.name, shared.writes.name):
            if not one.came:
                self.fail(
                    "From its reading to its writing, each child keeps all others out",
                    f"After {say_process(one.reading.process)} had read and before it wrote, {say_interruption(one)}. "
                    "So the right total was luck.",
                    "Which lines belong together, so that nobody may come between them?",
                )

    def step(self, target: str) -> ObservedStep:
        """The step that was taken with this name; it must have been left with a value."""
        found = next(
            (seen for seen in self.evidence.steps if seen.step.name == target and seen.step.kind != "assign"), None
        )
        if found is None or not found.succeeded:
            self.fail(
                f"the program gets as far as `{target}`, and that comes to an end", f"`{target}` did not get that far."
            )
        return found

    def value(self, target: str) -> Any:
        """What a step gave back (claimed)."""
        return self.step(target).value

    def gives(self, target: str, expected: Any, meaning: str) -> None:
        """A step gives exactly this value, of exactly this type."""
        actual = self.value(target)
        if type(actual) is not type(expected) or actual != expected:
            self.fail(f"`{target}` gives {expected!r}, {meaning}", f"It gives {show(actual)}.")

    def finishes(self) -> None:
        """Every step was taken."""
        if self.evidence.ending is not Ending.FINISHED:
            self.fail("The program runs to its end", "")

    def makes_processes(self, least: int) -> None:
        """At least so many child processes of the caller were born."""
        born = [one for one in self.evidence.made() if one.parent == 0 or one.parent_is_server]
        if len(born) < least:
            self.fail(f"{count(least, 'process')} are made", f"{count(len(born), 'child process')} were born.")

    def waits_for(self, target: str, name: str) -> None:
        """A step returns only after the calls of a probe are over, and blocks until then instead of sleeping."""
        step = self.step(target)
        early = [call for call in self.evidence.calls_of(name) if call.released is None or step.left < call.released]  # type: ignore[operator]
        if early:
            verb = "was" if len(early) == 1 else "were"
            self.fail(
                f"`{target}` returns after every call of `{name}` is over",
                f"It returned while {count(len(early), 'call')} of `{name}` {verb} still running.",
                "What makes a caller wait until a child process has ended?",
            )
        guess = find_guess(self.evidence, step)
        if guess:
            self.fail(
                f"`{target}` waits until the work is over, however long that takes",
                guess,
                "Whoever sleeps or looks again and again guesses. Which call returns exactly when the work is over?",
            )

    def does_not_pause(self, target: str) -> None:
        """Once a process has been started, a step returns at once: it neither sleeps nor waits with a time limit."""
        pause = find_pause(self.evidence, self.step(target))
        if pause:
            self.fail(f"`{target}` returns at once", pause, "What is there to wait for, and who is to wait for it?")

    def measures_its_time(self, target: str, name: str) -> None:
        """What a step gives, in seconds, lies between the time that the calls of a probe took and its own."""
        step, calls = self.step(target), self.evidence.calls_of(name)
        shortest, longest = self.evidence.time_taken(step, calls)
        if type(step.value) not in (int, float) or not shortest <= step.value <= longest:
            self.fail(
                f"`{target}` gives the seconds from before the first start to after the last end",
                f"It gives {show(step.value)}; by the grader's clock the work alone took {shortest:.3f} s, "
                f"and the whole call {longest:.3f} s.",
                "Where is the clock read for the first time, and where for the last?",
            )

    def leaves_nothing_running(self, target: str) -> None:
        """When a step returns, no process of it is left."""
        step = self.step(target)
        left = self.evidence.left_running(step)
        if left:
            self.fail(
                f"Nothing is left running when `{target}` returns",
                f"Still alive at that moment: {', '.join(left)}.",
                "Who ends the processes that your function started, and who waits for that?",
            )


class ObservedProbe:
    """What happened to one probe in a run."""

    def __init__(self, seen: ObservedRun, name: str) -> None:
        """Of all calls, those of this probe."""
        self.seen, self.name = seen, name
        self.probe = seen.evidence.scenario.probes[name]
        self.calls: list[ProbeCall] = seen.evidence.calls_of(name)

    @property
    def answers(self) -> list[str]:
        """The nonces that were given out, in the order of the calls."""
        return [call.answer for call in self.calls if call.answer is not None]

    def where(self) -> str:
        """Every call with its process and its line."""
        if not self.calls:
            return f"`{self.name}` was never called."
        said = [
            f"in {say_process(call.process)}" + (f" ({say_place(call.place)})" if call.place else "")
            for call in self.calls
        ]
        return f"`{self.name}` was called {count(len(said), 'time')}: {'; '.join(dict.fromkeys(said))}."

    def was_called(self) -> None:
        """It was called as often as the scenario asks for."""
        if len(self.calls) != self.probe.calls:
            self.seen.fail(f"`{self.name}` is called {count(self.probe.calls, 'time')}", self.where())

    def came_to_its_end(self) -> None:
        """Nobody who called it was ended while the call was still going on."""
        for call in self.calls:
            if call.released is None:
                self.seen.fail(
                    f"Every call of `{self.name}` comes to its end",
                    f"{say_process(call.process).capitalize()} was ended while `{self.name}` was still running.",
                    "Who ends that process, and does it wait for the work?",
                )

    def was_given(self, *expected: tuple[Any, ...]) -> None:
        """Its calls had these arguments, in any order (claimed)."""
        actual = [tuple(call.arguments) for call in self.calls]
        if sorted(map(repr, actual)) != sorted(map(repr, expected)) or any(call.keywords for call in self.calls):
            given = [show_call(self.name, call.arguments, call.keywords) for call in self.calls]
            self.seen.fail(
                f"The calls are {' and '.join(show_call(self.name, one, {}) for one in expected)}",
                f"The calls were {' and '.join(given)}." if given else self.where(),
                "Print what your program hands over as the arguments of one call, and its `type(...)`."
                if given
                else "",
            )

    def ran_in_children(self) -> None:
        """Every call came from a child process of the caller."""
        self.was_called_at_all()
        for call in self.calls:
            child = call.process.parent == 0 or call.process.parent_is_server
            if call.process.is_caller or not child:
                self.seen.fail(
                    f"`{self.name}` runs in a child process of the caller",
                    self.where(),
                    "Compare `os.getpid()` inside the task and in the caller: which process does the work?",
                )

    def ran_in_the_caller(self) -> None:
        """Every call came from the caller's own process."""
        self.was_called_at_all()
        if not all(call.process.is_caller for call in self.calls):
            self.seen.fail(f"`{self.name}` runs in the caller's own process", self.where())

    def was_called_at_all(self) -> None:
        """There was at least one call."""
        if not self.calls:
            self.seen.fail(f"`{self.name}` is called", self.where())

    def ran_together(self) -> None:
        """As many calls as the scenario asks for were running at the same time, no more and no fewer."""
        overlap, wanted = self.seen.evidence.overlap(self.name), self.probe.together
        if overlap != wanted:
            reference = self.seen.reference
            compared = f" (in the reference solution: {reference.overlap(self.name)})" if reference else ""
            self.seen.fail(
                f"{count(wanted, 'call')} of `{self.name}` run at the same time",
                f"At most {overlap} ran at the same time{compared}: "
                "the grader kept every call waiting until no other could begin.",
                "Which line keeps the next task from starting while this one is still running?",
            )

    def ran_as_fast_as_possible(self) -> None:
        """The work took no longer than in the reference's run with the same seed; without one, than it has to."""
        work = sum(self.probe.seconds.values())
        best = max(work / self.probe.together, *self.probe.seconds.values())
        wanted = makespan(self.seen.reference, self.name) if self.seen.reference else best
        actual = makespan(self.seen.evidence, self.name)
        if round(actual, 6) > round(wanted, 6):
            self.seen.fail(
                f"All calls of `{self.name}`, {work:.2f} s of work by the grader's clock, are over within "
                f"{wanted:.2f} s: {work / wanted:.2f} times faster than one after another",
                f"They took {actual:.2f} s: {work / actual:.2f} times faster.",
                "Which line keeps the next task from starting while this one is still running?",
            )

    def ran_in_processes(self) -> None:
        """As many different processes as the scenario asks for did the work."""
        pids = {call.process.pid for call in self.calls}
        if len(pids) != self.probe.workers:
            self.seen.fail(f"{count(self.probe.workers, 'process')} share the calls of `{self.name}`", self.where())

    def ran_one_at_a_time_in_each_process(self) -> None:
        """No process had two calls of it going on at the same time, as threads of one process can."""
        found = self.seen.evidence.two_in_one_process(self.name)
        if found is not None:
            _, one, other = found
            self.seen.fail(
                f"A process works on one call of `{self.name}` at a time",
                f"{say_process(one.process).capitalize()} had two going on at the same time: "
                f"{show_call(self.name, one.arguments, {})} and {show_call(self.name, other.arguments, {})}.",
                "What runs at the same time inside one process, and what did the task ask for?",
            )

    def was_not_called_during(self, target: str) -> None:
        """No call came before the end of the step with this name."""
        for number, step in enumerate(self.seen.evidence.steps):
            if step.step.name == target and any(call.step <= number for call in self.calls):
                self.seen.fail(f"`{self.name}` is not called by {step.step.title}", self.where())


def makespan(evidence: Evidence, name: str) -> float:
    """Seconds of the judge's own time from the first beginning to the last end of a probe's calls; 0.0 without any."""
    spans = [call.worked for call in evidence.calls_of(name)]
    return max((end for _, end in spans), default=0.0) - min((begin for begin, _ in spans), default=0.0)


def count(number: int, noun: str) -> str:
    """``1 time``, ``2 times``, ``3 processes``."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{ending}"


def show(value: Any) -> str:
    """A value for a sentence, not too long."""
    text = value.text if isinstance(value, Opaque) and value.text else repr(value)
    kind = value.type if isinstance(value, Opaque) else type(value).__name__
    return f"{text[:200]} (of type {kind})"


def show_call(name: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> str:
    """A call as a student would write it."""
    given = [repr(value) for value in arguments] + [f"{key}={value!r}" for key, value in keywords.items()]
    return f"`{name}({', '.join(given)})`"[:200]
