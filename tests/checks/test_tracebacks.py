"""Exceptions as processes print them: mixed, chained, from elsewhere."""

import textwrap

from autograder.checks.tracebacks import origin, read_tracebacks, without_kit
from autograder.engine.protocol import ErrorClaim

HEADER = "Traceback (most recent call last):"
OUTER = '  File "/home/student/task.py", line 3, in work\n    return inner(1)\n           ^^^^^^^^'
INNER = '  File "/home/student/task.py", line 7, in inner\n    return os.getpid()\n           ^^'
LAST = "NameError: name 'os' is not defined"
KIT = '  File "/kit/inside/probe.py", line 40, in __call__\n    raise ValueError(1)'


def test_one_exception_has_its_place_and_its_columns() -> None:
    """The innermost line of the student's own, and what is marked in it."""
    (found,) = read_tracebacks(f"Process we:\n{HEADER}\n{OUTER}\n{INNER}\n{LAST}\n")
    claim = found.claim()
    assert (claim.type, claim.message) == ("NameError", "name 'os' is not defined")
    assert claim.trace == [("task.py", 3, "work"), ("task.py", 7, "inner")]
    assert claim.columns == (7, 9)


def test_children_that_die_together_are_taken_apart() -> None:
    """Their entries are mixed; each keeps its own frames."""
    text = "\n".join([HEADER, HEADER, OUTER, OUTER, INNER, INNER, LAST, LAST])
    found = read_tracebacks(text)
    assert [one.claim().trace[-1] for one in found] == [("task.py", 7, "inner")] * 2
    assert all(one.mixed for one in found)


def test_what_follows_from_an_exception_takes_its_place() -> None:
    """As Python says it: during handling, or as its cause."""
    handling = "\nDuring handling of the above exception, another exception occurred:\n"
    text = "\n".join([HEADER, INNER, LAST, handling, HEADER, OUTER, "KeyError: 'a'"])
    assert [one.type for one in read_tracebacks(text)] == ["KeyError"]


def test_an_exception_from_a_worker_is_told_where_it_began() -> None:
    """Not where it arrived; and so is one that the harness tells of."""
    remote = f'\n"""\n{HEADER}\n{INNER}\n{LAST}\n"""'
    cause = "\nThe above exception was the direct cause of the following exception:\n"
    arrived = '  File "/home/student/task.py", line 12, in go\n    pool.apply(inner)'
    text = "\n".join([f"multiprocessing.pool.RemoteTraceback: {remote}", cause, HEADER, arrived, LAST])
    (found,) = read_tracebacks(text)
    assert found.claim().trace == [("task.py", 7, "inner")]
    told = origin(ErrorClaim("NameError", [], "name 'os' is not defined", [("task.py", 12, "go")], None, remote))
    assert told.trace == [("task.py", 7, "inner")]


def test_what_a_thread_raises_once_more_is_told_where_it_does() -> None:
    """An error callback that raises the error of the task: its own line has ended the thread."""
    remote = f'\n"""\n{HEADER}\n{INNER}\n{LAST}\n"""'
    cause = "\nThe above exception was the direct cause of the following exception:\n"
    raised = '  File "/home/student/task.py", line 12, in failed\n    raise error'
    begun = f"Exception in thread Thread-3 (_handle_results):\nmultiprocessing.pool.RemoteTraceback: {remote}"
    (found,) = read_tracebacks("\n".join([begun, cause, HEADER, raised, LAST]))
    assert found.claim().trace == [("task.py", 12, "failed")]
    assert found.thread == "Thread-3 (_handle_results)"


def test_what_the_grader_raises_on_purpose_is_known() -> None:
    """Its last frame is the kit's, which nobody is shown."""
    text = "\n".join([HEADER, OUTER, KIT, "ValueError: the task failed"])
    (found,) = read_tracebacks(text)
    assert found.of_the_kit
    assert "/kit/" not in without_kit(text)
    assert without_kit("TypeError: 'Probe' object is not iterable") == "TypeError: 'function' object is not iterable"


def test_a_message_may_begin_in_the_next_line() -> None:
    """As that of a program without a guard does."""
    text = textwrap.dedent(
        """\
        Traceback (most recent call last):
          File "/home/student/task.py", line 3, in <module>
            p.start()
        RuntimeError: 
                An attempt has been made to start a new process before the
                current process has finished its bootstrapping phase.

        """  # noqa: W291
    )
    (found,) = read_tracebacks(text)
    assert found.message.startswith("An attempt has been made to start a new process before the current")


def test_words_that_look_like_an_error_are_none() -> None:
    """Whatever a program prints by itself."""
    assert read_tracebacks("NameError: name 'os' is not defined\nTraceback\n  File nowhere\n") == []
