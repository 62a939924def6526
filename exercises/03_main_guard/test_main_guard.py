"""The checks of 03_main_guard. Each is run under fork, spawn and forkserver."""

from collections.abc import Callable

import pytest

from autograder import Draw, Message, ObservedRun, Probe, Scenario, run_script

Run = Callable[[Callable[[Draw], Scenario]], ObservedRun]
LINE = "main Process"


def run_as_a_script(draw: Draw) -> Scenario:
    """The file is run, as by `python main_guard.py`."""
    return Scenario(run_script(), given={"work": {"task": Probe("task", calls=1, answer="nothing")}}, line=LINE)


def imported(draw: Draw) -> Scenario:
    """The file is imported by another program, which then does nothing with it."""
    return Scenario(given={"work": {"task": Probe("task", calls=1, answer="nothing")}}, line=LINE)


def lines_printed(observed: ObservedRun) -> list[str]:
    """What the program and its children have printed, line by line."""
    return [line.strip() for line in observed.output.splitlines() if line.strip()]


def its_children_load_it(observed: ObservedRun) -> None:
    """No child ended while it loaded the file, as spawn and forkserver have it do: nothing else of the run counts."""
    for made in observed.made:
        if made.is_stillborn:
            observed.fail(
                "A child that has to load the file comes through that, and begins its work",
                Message("Process {pid} ended while it was loading the file.", pid=made.pid),
                "Which lines does a child run when it loads the file?",
            )


@pytest.mark.points(3)
def test_the_script_has_the_task_run_in_a_child(run: Run) -> None:
    """Run as a script, it has `work.task("we")` called once, in a child process."""
    observed = run(run_as_a_script)
    task = observed.probe("task")
    task.was_called()
    task.was_given(("we",))
    task.ran_in_children()
    for made in task.calls:
        if not made.process.made_by.startswith("multiprocessing."):
            observed.fail(
                "The child process is a `Process` of `multiprocessing`",
                Message("Process {pid} was made in another way, by `os.fork` or `subprocess`.", pid=made.process.pid),
                "Which class of the module `multiprocessing` stands for a child process?",
            )
    task.came_to_its_end()


@pytest.mark.points(3)
def test_each_run_makes_one_child(run: Run) -> None:
    """Each run makes exactly one child process, and comes to its end."""
    observed = run(run_as_a_script)
    its_children_load_it(observed)
    made = observed.made
    if len(made) != 1:
        none = "No child process was seen that has imported `work`."
        several = Message("{children} were made.", children=len(made))
        observed.fail("A run makes exactly one child process", several if made else none)
    observed.finishes()


@pytest.mark.points(3)
def test_main_process_is_printed_once(run: Run) -> None:
    """Run as a script, it prints the line `main Process` once."""
    observed = run(run_as_a_script)
    its_children_load_it(observed)
    printed = lines_printed(observed)
    if printed.count(LINE) != 1:
        observed.fail(
            Message("The line `{line}` is printed once", line=LINE),
            Message.counted(
                printed.count(LINE),
                (
                    "It was printed {n} time. All that was printed: {lines}.",
                    "It was printed {n} times. All that was printed: {lines}.",
                ),
                lines=printed[:10],
            ),
            "Which processes run the line that prints it?" if LINE in printed else "",
        )


@pytest.mark.points(3)
def test_importing_it_does_nothing(run: Run) -> None:
    """There is a script, and importing it starts nothing and prints nothing."""
    script, observed = run(run_as_a_script), run(imported)
    if not (script.made or script.calls or script.failed_step or lines_printed(script)):
        script.fail(
            "What is done by the script is not done by importing it",
            "There is nothing to compare with: run as a script, the file starts nothing and prints nothing.",
            "Which line is to be run when the file is run, and is it?",
        )
    made = len(observed.made) + len(observed.unannounced)
    if made or observed.calls:
        observed.fail(
            "Importing the file starts nothing",
            Message.counted(
                made,
                ("{n} process was made. {calls}", "{n} processes were made. {calls}"),
                calls=observed.probe("task").where(),
            ),
            "Which lines run when a file is imported?",
        )
    if observed.output.strip():
        observed.fail(
            "Importing the file prints nothing",
            Message("It printed: {lines}.", lines=lines_printed(observed)[:10]),
            "Which lines run when a file is imported?",
        )
