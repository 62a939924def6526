"""What a check may say of one probe: how often, where, with what, and at the same time as whom it was called."""

from functools import partial
from typing import TYPE_CHECKING, Any

from autograder.checks.event_log import makespan
from autograder.checks.narrative import listed, say_origin, say_process, show_as_written, show_call
from autograder.checks.waiting import find_pace
from autograder.checks.written import written
from autograder.engine.evidence import ProbeCall
from autograder.engine.probes import require
from autograder.messages import BOTH, CALLS, PROCESSES, TIMES, Message

if TYPE_CHECKING:  # each knows the other: a run gives its probes, and a probe's failure is told with the whole run
    from autograder.checks.observed import ObservedRun

NEXT_TASK = "Which line keeps the next task from starting while this one is still running?"


class ObservedProbe:
    """What happened to one probe in a run: `observed.probe("task")`.

    - `name`, `probe`: the probe as the scenario has it, such as `task.probe.calls`.
    - `calls`: its calls, a list of `ProbeCall`, in the order of arrival.

    >>> task = observed.probe("task")
    >>> len(task.calls) == task.probe.calls
    True
    """

    def __init__(self, observed: "ObservedRun", name: str) -> None:
        """Of all calls, those of this probe."""
        self.observed, self.name = observed, name
        self.probe = observed.evidence.scenario.probes[name]
        self.calls: list[ProbeCall] = observed.evidence.calls_of(name)

    @property
    def answers(self) -> list[str]:
        """The nonces that were given out, in the order of the calls.

        >>> len(set(task.answers))
        3
        """
        return [call.answer for call in self.calls if call.answer is not None]

    @property
    def overlap(self) -> int:
        """The greatest number of its calls that ever waited at the same time.

        >>> task.overlap
        3
        """
        self.require_held()
        return self.observed.evidence.overlap(self.name)

    @property
    def going_on(self) -> list[list[ProbeCall]]:
        """For each moment at which nobody could move: its calls that were going on.

        >>> len(task.going_on[0])
        3
        """
        self.require_held()
        return [[call for call in still.held if call.name == self.name] for still in self.observed.standstills]

    def require_held(self) -> None:
        """Only calls that the judge holds are seen together."""
        require(self.probe.holds, f"Probe({self.name!r}) has holds=False, so its calls are never seen together.")

    def where(self) -> Message:
        """A sentence that names every call with its process and its line, for `fail`.

        >>> task.where()[:31]
        '`task` was called 3 times: in p'
        """
        if not self.calls:
            return Message("`{name}` was never called.", name=self.name)
        said = listed(list(dict.fromkeys(map(say_origin, self.calls))), "{before}; {after}")
        times = Message.counted(len(self.calls), TIMES)
        return Message("`{name}` was called {times}: {calls}.", name=self.name, times=times, calls=said)

    def was_called(self) -> None:
        """It was called as often as the scenario asks for.

        >>> task.was_called()

        Catches a child that was never started (01_process_target/never_started), and work that is done twice
        (01_process_target/called_by_the_caller_too).
        """
        if len(self.calls) != self.probe.calls:
            times = Message.counted(self.probe.calls, TIMES)
            self.observed.fail(Message("`{name}` is called {times}", name=self.name, times=times), self.where())

    def came_to_its_end(self) -> None:
        """Nobody who called it was ended while the call was still going on.

        >>> task.came_to_its_end()

        Catches a child that is ended while it works, such as a daemon whose caller does not wait.
        """
        for call in self.calls:
            if call.released is None:
                self.observed.fail(
                    Message("Every call of `{name}` comes to its end", name=self.name),
                    Message(
                        "{process} was ended while `{name}` was still running.",
                        process=say_process(call.process, first=True),
                        name=self.name,
                    ),
                    "Who ends that process, and does it wait for the work?",
                )

    def was_given(self, *expected: tuple[Any, ...]) -> None:
        """Its calls had these arguments, in any order; each is a tuple. Keywords are refused.

        >>> task.was_given(*((name,) for name in observed.drawn.names))

        Catches a name that was taken apart into letters (01_process_target/args_is_no_tuple), and arguments left out
        (01_process_target/args_forgotten).
        """
        require(
            all(isinstance(one, tuple) for one in expected),
            f"was_given{expected!r}: each is a tuple.",
        )
        actual = [tuple(call.arguments) for call in self.calls]
        if sorted(map(written, actual)) != sorted(map(written, expected)) or any(call.keywords for call in self.calls):
            show = partial(show_as_written, self.observed.evidence, self.name)
            given = [show(call.arguments, call.keywords) for call in self.calls]
            wanted = Message.joined((show(one, {}) for one in expected), BOTH)
            self.observed.fail(
                Message("The calls are {calls}", calls=wanted),
                Message("The calls were {calls}.", calls=listed(given)) if given else self.where(),
                "Print what your program hands over as the arguments of one call, and its `type(...)`."
                if given
                else "",
            )

    def ran_in_children(self) -> None:
        """Every call came from a child process of the caller.

        >>> task.ran_in_children()

        Catches `run()` for `start()` (01_process_target/run_instead_of_start), a thread in the place of a process
        (01_process_target/thread_not_process), and a task that is called where it should only have been named
        (01_process_target/target_is_called).
        """
        self.was_called_at_all()
        for call in self.calls:
            if not call.process.is_child:
                self.observed.fail(
                    Message("`{name}` runs in a child process of the caller", name=self.name),
                    self.where(),
                    "Compare `os.getpid()` inside the task and in the caller: which process does the work?",
                )

    def ran_in_the_caller(self) -> None:
        """Every call came from the caller's own process.

        >>> observed.probe("log").ran_in_the_caller()

        Catches a callback that is called in a worker (10_pool_callback/log_in_the_worker).
        """
        self.was_called_at_all()
        if not all(call.process.is_caller for call in self.calls):
            self.observed.fail(Message("`{name}` runs in the caller's own process", name=self.name), self.where())

    def was_called_at_all(self) -> None:
        """There was at least one call: without one, nothing that is said of every call means anything.

        >>> task.was_called_at_all()

        Catches a child with nothing to do (01_process_target/process_without_target).
        """
        if not self.calls:
            self.observed.fail(Message("`{name}` is called", name=self.name), self.where())

    def ran_together(self) -> None:
        """As many calls as `together` says were running at the same time, no more and no fewer.

        >>> task.ran_together()

        Catches children that run one after another (07_start_all_join_all/join_in_the_start_loop), and a pool with too
        few workers (07_start_all_join_all/pool_too_small).
        """
        overlap, wanted = self.overlap, self.probe.together
        self.was_called_at_all()
        if overlap != wanted:
            reference = self.observed.reference
            words = (
                "At most {overlap} ran at the same time: the grader kept every call waiting until no other could begin."
            )
            if reference:
                words = (
                    "At most {overlap} ran at the same time (in the reference solution: {reference}): the grader kept "
                    "every call waiting until no other could begin."
                )
            self.observed.fail(
                Message(
                    "{calls} of `{name}` run at the same time", calls=Message.counted(wanted, CALLS), name=self.name
                ),
                Message(words, overlap=overlap, reference=reference.overlap(self.name) if reference else 0),
                NEXT_TASK,
            )
        self.came_without_a_sleep()

    def ran_as_fast_as_possible(self) -> None:
        """The work took no longer than in the reference's run with the same draws; without one, than it has to.

        >>> task.ran_as_fast_as_possible()

        Catches work that is handed out so that somebody is idle while there is more to do, as in rounds or in fixed
        shares. By the judge's clock alone: a slow machine changes nothing.
        """
        require(
            bool(self.probe.seconds),
            f"Probe({self.name!r}) has no seconds: it takes no time.",
        )
        self.was_called_at_all()
        work = sum(self.probe.seconds.values())
        best = max(work / self.probe.together, *self.probe.seconds.values())
        wanted = makespan(self.observed.reference, self.name) if self.observed.reference else best
        actual = makespan(self.observed.evidence, self.name)
        if round(actual, 6) > round(wanted, 6):
            self.observed.fail(
                Message(
                    "All calls of `{name}`, {work:.2f} s of work by the grader's clock, are over within {best:.2f} s: "
                    "{times:.2f} times faster than one after another",
                    name=self.name,
                    work=work,
                    best=wanted,
                    times=work / wanted,
                ),
                Message("They took {taken:.2f} s: {times:.2f} times faster.", taken=actual, times=work / actual),
                NEXT_TASK,
            )
        self.came_without_a_sleep()

    def came_without_a_sleep(self) -> None:
        """Nobody slept, or waited with a time limit, between two of its calls, so that shorter ones would not have met.

        >>> task.came_without_a_sleep()

        Catches starts that are put off by the clock (07_start_all_join_all/sleeps_between_the_starts).
        """
        self.was_called_at_all()
        paced = find_pace(self.observed.evidence, self.calls)
        if paced:
            expected = Message("Nobody sleeps between two calls of `{name}`, however short they are", name=self.name)
            self.observed.fail(expected, paced, NEXT_TASK)

    def ran_in_processes(self) -> None:
        """As many different processes as the scenario asks for did the work.

        >>> task.ran_in_processes()

        Catches one child that does everything (07_start_all_join_all/one_child_for_all).
        """
        pids = {call.process.pid for call in self.calls}
        if len(pids) != self.probe.workers:
            processes = Message.counted(self.probe.workers, PROCESSES)
            expected = Message("{processes} share the calls of `{name}`", processes=processes, name=self.name)
            self.observed.fail(expected, self.where())

    def ran_one_at_a_time_in_each_process(self) -> None:
        """No process had two calls of it going on at the same time, as threads of one process can.

        >>> task.ran_one_at_a_time_in_each_process()

        Catches threads that hide inside a worker (09_pool_apply/threads_in_one_worker).
        """
        found = self.observed.evidence.two_in_one_process(self.name)
        if found is not None:
            _, one, other = found
            self.observed.fail(
                Message("A process works on one call of `{name}` at a time", name=self.name),
                Message(
                    "{process} had two going on at the same time: {one} and {other}.",
                    process=say_process(one.process, first=True),
                    one=show_call(self.name, one.arguments, {}),
                    other=show_call(self.name, other.arguments, {}),
                ),
                "What runs at the same time inside one process, and what did the task ask for?",
            )

    def was_not_called_during(self, target: str) -> None:
        """No call came before the end of the step with this name.

        >>> observed.probe("read").was_not_called_during("run_all")

        Catches work that begins too early (02_process_subclass/work_in_init).
        """
        self.observed.require_step(target)
        for number, step in enumerate(self.observed.steps):
            if step.step.name == target and any(call.step <= number for call in self.calls):
                expected = Message("`{name}` is not called by {step}", name=self.name, step=step.step.title)
                self.observed.fail(expected, self.where())
