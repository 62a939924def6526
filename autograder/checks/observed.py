"""What a check may say of a run. Every method is one sentence that holds, or raises :class:`CheckFailed`.

A name that the scenario has not is refused with a sentence for the author, so that a slip of the pen costs nobody
points. The docstrings are the reference for authors, ``docs/authoring.md``.
"""

from types import SimpleNamespace
from typing import Any, NoReturn

from autograder.checks.endings import say_trouble, where_to_begin
from autograder.checks.event_log import compare, tell
from autograder.checks.narrative import say_interruption, say_pid, say_process, show_value
from autograder.checks.observed_probe import ObservedProbe
from autograder.checks.record import ObservedRecord
from autograder.checks.tracebacks import without_kit
from autograder.checks.waiting import find_guess, find_pause
from autograder.checks.written import written
from autograder.engine.evidence import Ending, Evidence, ObservedStep
from autograder.engine.lost_updates import interruptions
from autograder.engine.measured import time_taken
from autograder.engine.probes import require
from autograder.engine.scenario import passed_on
from autograder.errors import CheckFailed
from autograder.messages import LIST, PROCESSES, Message


class ObservedRun(ObservedRecord):
    """One run of a scenario, as a check gets it from `run`: first what may be said of it, then what there is to see.

    - `drawn`: what the scenario has drawn, by the names of its keywords.
    - `evidence`, `reference`: the whole record of this run, and of the reference's with the same draws. That is the
      kit's own, and may change; no check of the course uses it.

    >>> observed = run(example)
    >>> len(observed.drawn.names)
    3
    """

    def __init__(self, evidence: Evidence, reference: Evidence | None = None) -> None:
        """``reference``: the reference solution's run of the same scenario with the same seed, if there is one."""
        self.evidence, self.reference = evidence, reference
        self.drawn = SimpleNamespace(**evidence.scenario.drawn)

    def fail(self, expected: str, actual: str, next_step: str = "") -> NoReturn:
        """Have the check fail: what was expected, what was seen instead, and a question that leads on (CheckFailed).

        Each is a text, or a `Message` where the run itself comes into it: what was drawn, counted or given. What went
        wrong with the run as a whole is said first, and the evidence is added. A check fails a student by this or by a
        method below, and by nothing else: any other exception, a bare `assert` too, is an error of the check's own, and
        costs nobody points.

        >>> if observed.value("run_all") is None:
        ...     observed.fail("`run_all` gives seconds", "It gave nothing.", "What is `return` for?")
        >>> if len(task.calls) > 9:
        ...     observed.fail("There are few calls", Message("There were {calls}.", calls=len(task.calls)))

        Catches what no method below says (01_process_target/returns_none).
        """
        trouble = say_trouble(self.evidence).change(without_kit)
        seen = Message.joined([trouble, Message.of(actual).change(without_kit)])
        begin = where_to_begin(self.evidence, next_step)
        told = (*compare(self.evidence, self.reference), *tell(self.evidence))
        evidence = tuple(line.change(without_kit) for line in told)
        raise CheckFailed(Message.of(expected).change(without_kit), seen, begin, evidence, trouble)

    def probe(self, name: str) -> "ObservedProbe":
        """What happened to one of the probes: an `ObservedProbe`.

        >>> task = observed.probe("task")
        >>> observed.probe("tsk")
        Traceback (most recent call last):
        autograder.errors.UsageError: The scenario has no probe 'tsk'; it has: log, read, task, write.
        """
        probes = self.evidence.scenario.probes
        require(name in probes, f"The scenario has no probe {name!r}; it has: {', '.join(sorted(probes)) or 'none'}.")
        return ObservedProbe(self, name)

    def keeps_others_out(self, name: str) -> None:
        """Whoever reads a managed dict and then writes to it keeps all others out from the one to the other.

        >>> observed.keeps_others_out("shared")

        Catches a total that is right by luck: the lock was let go in between, and nobody happened to come first.
        """
        dicts = self.evidence.scenario.dicts
        require(name in dicts, f"The scenario has no managed dict {name!r}; it has: {', '.join(dicts) or 'none'}.")
        shared = dicts[name]
        for one in interruptions(self.evidence, shared.reads.name, shared.writes.name):
            if not one.came:
                self.fail(
                    "From its reading to its writing, each child keeps all others out",
                    Message(
                        "After {process} had read and before it wrote, {interruption}. So the right total was luck.",
                        process=say_process(one.reading.process),
                        interruption=say_interruption(one),
                    ),
                    "Which lines belong together, so that nobody may come between them?",
                )

    def step(self, target: str, given: str = "") -> ObservedStep:
        """The first step with this name (`"launch"`, `"worker.start"`, `"class Worker"`): an `ObservedStep`.

        Where several have the name, the first that was handed the probe `given`, if one of them is to be.
        It must have been left with a value; else the check fails.

        >>> observed.step("count").left > observed.step("run_all").left
        True

        Catches a step that raises or never comes to its end (02_process_subclass/no_super_init).
        """
        self.require_step(target)
        named = [step for step in self.evidence.scenario.steps if step.name == target and step.kind != "assign"]
        meant = next((step for step in named if given in [one.name for one in passed_on(step)]), named[0])
        found = next((seen for seen in self.evidence.steps if seen.step is meant), None)
        if found is None or not found.succeeded:
            self.fail(
                Message("the program gets as far as `{step}`, and that comes to an end", step=target),
                say_unfinished(target, found),
            )
        self.returns_once(found)
        return found

    def returns_once(self, step: ObservedStep) -> None:
        """A step is left by the caller alone, and by no copy of it; what needs a step's value says so by itself.

        >>> observed.returns_once(observed.step("count"))

        Catches a copy of the caller that goes on with the caller's work (08_pids/copy_returns_too).
        """
        for copy in step.copies:
            self.fail(
                Message("{step} returns once, in the caller", step=step.step.title),
                Message(
                    "It returned in {process}, too, a copy of the caller that was made by `os.fork()`; there, too, the "
                    "caller's work would have gone on.",
                    process=say_process(copy),
                ),
                "Which line is the last that the copy is to run, and what ends the copy there?",
            )

    def require_step(self, target: str) -> None:
        """A check can only speak of steps that its scenario has."""
        named = [step.name for step in self.evidence.scenario.steps if step.kind != "assign"]
        require(target in named, f"The scenario has no step {target!r}; it has: {', '.join(named) or 'none'}.")

    def value(self, target: str) -> Any:
        """What a step gave back, as the program's own process told it. Plain data is itself; all else is an `Opaque`.

        >>> type(observed.value("run_all"))
        <class 'float'>
        """
        return self.step(target).value

    def gives(self, target: str, expected: Any, meaning: str) -> None:
        """A step gives exactly this value, of exactly this type; `meaning` says what the value is.

        >>> observed.gives("x", 41, "the value that was assigned")

        Catches a wrong result, and one of another type (06_join/none_instead_of_code).
        """
        actual = self.value(target)
        if type(actual) is not type(expected) or actual != expected:
            words = "`{step}` gives {value}, {meaning}"
            self.fail(
                Message(words, step=target, value=written(expected), meaning=Message.of(meaning)),
                Message("It gives {value}.", value=show_value(actual)),
            )

    def finishes(self) -> None:
        """Every step was taken.

        >>> observed.finishes()

        Catches a program that raises, hangs or is stopped (03_main_guard/started_twice).
        """
        if self.evidence.ending is not Ending.FINISHED:
            self.fail("The program runs to its end", "")
        for step in self.evidence.steps:
            self.returns_once(step)

    def makes_processes(self, least: int) -> None:
        """At least so many child processes of the caller were born.

        >>> observed.makes_processes(6)

        Catches threads and plain calls in the place of processes (02_process_subclass/start_calls_run).
        """
        born = [one for one in self.evidence.made() if one.is_child]
        if len(born) < least:
            self.fail(
                Message("{processes} are made", processes=Message.counted(least, PROCESSES)),
                Message(
                    "{children} were born.",
                    children=Message.counted(len(born), ("{n} child process", "{n} child processes")),
                ),
            )

    def waits_for(self, target: str, name: str) -> None:
        """A step returns only after the calls of a probe are over, and blocks until then instead of sleeping.

        >>> observed.waits_for("run_all", "task")

        Catches a join left out (06_join/no_join), a sleep in its place (06_join/sleep_instead_of_join), a loop that
        asks again and again (06_join/polls_is_alive) and a time limit that could run out (06_join/join_with_timeout).
        """
        step = self.step(target, name)
        early = [call for call in self.probe(name).calls if call.released is None or step.left < call.released]  # type: ignore[operator]
        if early:
            words = (
                "It returned before {n} call of `{name}` was over.",
                "It returned before {n} calls of `{name}` were over.",
            )
            self.fail(
                Message("`{step}` returns after every call of `{name}` is over", step=target, name=name),
                Message.counted(len(early), words, name=name),
                "Which thread makes that call, and who waits for its end?"
                if all(call.process.is_caller for call in early)
                else "What makes a caller wait until a child process has ended?",
            )
        guess = find_guess(self.evidence, step)
        if guess:
            self.fail(
                Message("`{step}` waits until the work is over, however long that takes", step=target),
                guess,
                "Whoever sleeps or looks again and again guesses. Which call returns exactly when the work is over?",
            )

    def does_not_pause(self, target: str) -> None:
        """Once a process has been started, a step returns at once: it neither sleeps nor waits with a time limit.

        >>> observed.does_not_pause("count")

        Catches a sleep that hopes for something (01_process_target/sleeps_before_returning).
        """
        pause = find_pause(self.evidence, self.step(target))
        if pause:
            question = "What is there to wait for, and who is to wait for it?"
            self.fail(Message("`{step}` returns at once", step=target), pause, question)

    def measures_its_time(self, target: str, name: str) -> None:
        """What a step gives, in seconds, lies between the time that the calls of a probe took and its own.

        >>> observed.measures_its_time("run_all", "task")

        Catches a clock that is read too early (07_start_all_join_all/clock_stopped_after_the_starts), in a second call
        one that is read at import (07_start_all_join_all/clock_read_at_import), and another clock or unit.
        """
        step, calls = self.step(target, name), self.probe(name).calls
        shortest, longest = time_taken(self.evidence, step, calls)
        if type(step.value) not in (int, float) or not shortest <= step.value <= longest:
            only = "`{step}` gives the seconds from before the first start to after the last end"
            each = "Each call of `{step}` gives the seconds from before its first start to after its last end"
            self.fail(
                Message(only if step is self.steps[0] else each, step=target),
                Message(
                    "It gives {value}; by the grader's clock the work alone took {shortest:.3f} s, and the whole call "
                    "{longest:.3f} s.",
                    value=show_value(step.value),
                    shortest=max(0.0, shortest),
                    longest=longest,
                ),
                what_is_wrong(step.value),
            )

    def leaves_nothing_running(self, target: str) -> None:
        """When a step returns, no process of it is left.

        >>> observed.leaves_nothing_running("run_all")

        Catches a pool that is never ended (10_pool_callback/never_closed) and a child that was not waited for.
        """
        step = self.step(target)
        left = self.evidence.left_running(step)
        if left:
            self.fail(
                Message("Nothing is left running when `{step}` returns", step=target),
                Message("Still alive at that moment: {processes}.", processes=Message.joined(map(say_pid, left), LIST)),
                "Who ends the processes that your function started, and who waits for that?",
            )


def what_is_wrong(seconds: Any) -> str:
    """What to look at where a measured time is not what it should be, by what was given in its place."""
    if type(seconds) not in (int, float):
        return "Of which type is what you return? Print `type(...)` of it."
    if seconds < 0:
        return "Which of the two moments is the later one, and which is taken from which?"
    return "Where is the clock read for the first time, and where for the last; and what is done to the difference?"


def say_unfinished(target: str, step: ObservedStep | None) -> Message:
    """How far a step came that gave no value; the run's own trouble stands before it, and says why."""
    if step is None:
        return Message("The program did not get as far as `{step}`.", step=target)
    if step.left is None:
        return Message("`{step}` was begun, and did not come to an end.", step=target)
    if step.missing is not None:
        return Message("`{step}` is not there.", step=target)
    return Message("`{step}` ended with an exception.", step=target)
