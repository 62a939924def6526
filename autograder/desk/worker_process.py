"""What happens in a worker: its sandbox, and one job after another until nobody asks any more.

Whatever a job does, it ends itself: an exception is its answer, and so is too much processor time. What computes in a
way that hears nothing is killed by the kernel a little later (setitimer(2)), and Pebble sees it dead.
"""

import contextlib
import ctypes
import multiprocessing
import multiprocessing.util
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError, KitError
from autograder.escaping import visible
from autograder.files import FULL
from autograder.messages import Message
from autograder.sandbox.levels import Level
from autograder.sandbox.sandbox import Sandbox

PR_SET_PDEATHSIG = 1
DESCRIBED_CHARACTERS = 500
SLACK_SECONDS = 5.0  # of processor time, in which a job that is over its limit can end in good order
OVER = "This was not graded: {why}, and was ended. That costs no points; grade it again, or by hand."


@dataclass
class Failure:
    """A job that the kit itself could not do."""

    reason: str


class Place:
    """What a worker has for all of its jobs: its sandbox, or why it has none; and whether it is to end."""

    sandbox: Sandbox | None = None
    trouble = ""
    making = True  # the sandbox; what has begun of it is not known to anybody yet
    at_work = False
    ending = False


def become_worker(level: Level | None) -> None:
    """Begin the life of a worker: make its sandbox, which is taken away at its end, however that comes."""
    signal.signal(signal.SIGTERM, end_worker)  # Pebble's own way would leave the sandbox behind
    signal.signal(signal.SIGPROF, interrupt_job)
    die_with_parent()
    try:
        Place.sandbox = Sandbox(level)
        multiprocessing.util.Finalize(None, take_away, exitpriority=10)
    except KitError as error:
        Place.trouble = str(error)
    except OSError as error:
        Place.trouble = describe(error)
    Place.making = False
    if Place.ending:
        raise SystemExit(0)


def end_worker(*_: object) -> None:
    """Stop at once, but through every ``finally``, and let nothing stop the cleaning up."""
    if Place.ending:
        return
    if Place.making:
        Place.ending = True  # it ends as soon as there is something to take away
    elif Place.at_work:
        Place.ending = True
        raise KeyboardInterrupt  # goes through pytest, too
    else:
        take_away()
        raise SystemExit(0)


def take_away() -> None:
    """End the sandbox, once. A worker may be told to end while it ends by itself, and that interrupts nothing."""
    Place.ending = True
    sandbox, Place.sandbox = Place.sandbox, None
    if sandbox is not None:
        sandbox.close()


def interrupt_job(*_: object) -> None:
    """Stop a job that has computed for too long."""
    if Place.at_work and not Place.ending:
        raise KeyboardInterrupt


def do_job(work: Callable[[Any, Sandbox], Any], job: Any, cpu_seconds: float) -> bytes:
    """Do one job within so many seconds of processor time, where there is such a limit; gives the answer as bytes."""
    Place.at_work = True
    try:
        with bounded(cpu_seconds):
            found = answer_of(work, job, Place.sandbox) if Place.sandbox is not None else Failure(Place.trouble)
        Place.at_work = False
    except KeyboardInterrupt:
        Place.at_work = False
        if Place.ending:  # nobody waits for an answer
            take_away()
            os._exit(0)
        found = computed_too_long(cpu_seconds)
    try:
        return pickle.dumps(found)
    except Exception as error:
        failure = Failure(Message("The answer of a worker could not be sent: {error}", error=describe(error)))
        return pickle.dumps(failure)


@contextlib.contextmanager
def bounded(cpu_seconds: float) -> Iterator[None]:
    """Interrupt what computes longer in this process, and kill it where it does not hear that."""
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_seconds and cpu_seconds + SLACK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def answer_of(work: Callable[..., Any], *given: Any) -> Any:
    """What a job comes to; whatever goes wrong becomes a :class:`Failure` of it. Ctrl-C alone goes through."""
    try:
        return work(*given)
    except AutograderError as error:
        return Failure(str(error))
    except Exception as error:
        return Failure(Message("The kit failed on this program alone: {error}", error=describe(error)))


def computed_too_long(seconds: float) -> Failure:
    """What a job comes to that was ended for its processor time."""
    return Failure(Message(OVER, why=Message("the grader computed for {seconds:.0f} s", seconds=seconds)))


def describe(error: Exception) -> str:
    """An error of the kit's own: what it is, and the innermost lines that it came through."""
    if isinstance(error, OSError) and error.errno in FULL:
        return f"{error.strerror}. Make room, and run the same command again."
    places = traceback.extract_tb(error.__traceback__)[-3:]
    way = " < ".join(f"{Path(place.filename).name}:{place.lineno}" for place in reversed(places))
    return visible(f"{type(error).__name__}: {error} ({way})"[:DESCRIBED_CHARACTERS])


def die_with_parent() -> None:
    """Let the kernel end this worker, and so its sandbox, when the grader is killed (prctl(2))."""
    parent = multiprocessing.parent_process()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if parent is not None and os.getppid() != parent.pid:
        raise SystemExit(0)  # it was killed just before
