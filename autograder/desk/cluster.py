"""Grade a class on the machines of a Dask cluster.

Theory of operation. One grading is a pure function of the exercise, the program, the seed and what is drawn from it, so
it may be made anywhere, and again where a worker has died. Exercises and references are sent to each worker once, known
by their digests; a task is a program with a few words. The desk alone knows whose it is, and it alone writes.

A worker gets work when the desk has admitted it: it has the same kit, its own sandbox keeps what is asked for, and the
sizes that are drawn are none of its own numbers of processors. The desk gives each task to one worker, and to another
one when that has gone; so who joins later gets work as soon as it is admitted, who is refused never does, and a program
on which workers die is known. A result says on which machine it was obtained.
"""

import hashlib
import ipaddress
import queue
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import cloudpickle
import msgspec
from distributed import Client, Future, WorkerPlugin
from distributed.scheduler import KilledWorker

from autograder.checks.course import Exercise
from autograder.checks.results import Machine
from autograder.desk import cluster_gate, kit
from autograder.desk.batch import Graded, Task
from autograder.desk.cluster_pythons import find_other_python
from autograder.desk.cluster_worker import FAILED, Job, PublishedExercise, decode_answer
from autograder.desk.worker_process import Failure, describe
from autograder.desk.workers import TRIES
from autograder.engine.draw import machine_counts
from autograder.errors import KitError, UsageError
from autograder.escaping import visible
from autograder.messages import Message
from autograder.sandbox.levels import Level

CONNECT_SECONDS = 30.0
TRIAL_SECONDS = 600.0  # for which workers may try their sandboxes before the first program is sent
WATCH_SECONDS = 0.5
AHEAD = 2  # tasks for each thread, so that none waits for the desk
NO_TLS = (
    "Programs and results cross the network in the clear, and whoever reaches the scheduler can run code on its "
    "workers. docs/cluster.md says how to use TLS (tls://)."
)
DIED = "The workers of the cluster died on this program, {tries} times."
EACH = "of each worker"
LOST = "The connection to the scheduler {address} was lost. What was graded is kept: run the same command again."
Tell = Callable[[str], None]


def is_open(address: str) -> bool:
    """Whether what is sent to an address can be read by others on the way."""
    parts = urlsplit(address)
    if parts.scheme == "tls":
        return False
    try:
        return not ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname != "localhost"


@dataclass(frozen=True)
class Sent:
    """A task that a worker has."""

    task: Task
    future: Future[Any]
    address: str
    tries: int


class ClusterGraders:
    """The workers of a cluster; a context manager. ``tell`` hears what the instructor is to know of them."""

    def __init__(
        self, address: str, exercises: Iterable[Exercise], required: Level, tell: Tell, fresh: bool = False
    ) -> None:
        """``address`` is the scheduler's: ``tcp://HOST:PORT`` or ``tls://HOST:PORT``.

        ``fresh``: each worker attacks its sandbox now, also where it did a while ago.
        """
        self.address, self.tell = address, tell
        published = [PublishedExercise.of(one) for one in exercises]
        self.digests = {one.name: one.digest for one in published}
        data = msgspec.msgpack.encode(published)
        version, files = kit.kit_here()
        about = repr((version, files, required, fresh)).encode()
        self.gate = f"autograder-{hashlib.sha256(data + about).hexdigest()[:16]}"
        self.plugin = cluster_gate.Gate(self.gate, (version, files), data, required.value, fresh)
        words = "or better, as each worker has tried"
        self.machine = Machine(version, EACH, EACH, required.value, words, [], files, sorted(machine_counts()))
        self.machines: dict[str, Machine] = {}
        self.threads: dict[str, int] = {}
        self.published: list[str] = []  # names of plugins that the workers have
        self.heard: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
        self.under_way: dict[str, Sent] = {}  # by key
        self.again: deque[tuple[Task, int]] = deque()  # whose worker has gone, and how often they were tried
        self.numbers = count()  # of what was sent, so that what is sent again has another key
        self.looked = 0.0  # when it was last seen which workers there are

    def __enter__(self) -> Self:
        """Connect, publish the exercises, and wait until the workers that there are have said what they are worth."""
        if is_open(self.address):
            self.tell(NO_TLS)
        for module in (cluster_gate, kit):
            cloudpickle.register_pickle_by_value(module)
        try:
            self.client = Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            why = visible(str(error)).replace("\n", " ")
            raise UsageError(f"There is no scheduler at {self.address} ({why}). Start one: dask scheduler.") from error
        try:
            versions: Any = self.client.get_versions()
            other = find_other_python(versions)
            if other:
                raise KitError(other)
            self.client.subscribe_topic(self.gate, lambda event: self.heard.put(event[1]))
            self.publish(self.gate, self.plugin)
            self.wait_for_workers()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back what was published, and leave."""
        try:
            for sent in self.under_way.values():
                sent.future.cancel()
            for name in self.published:
                self.client.unregister_worker_plugin(name)
        except Exception as failed:  # the scheduler is gone, and all this with it
            print(f"autograder: {describe(failed)}", file=sys.stderr)
        finally:
            self.client.close()

    def wait_for_workers(self) -> None:
        """Hear from every worker; raises :class:`KitError` where there are some and none is fit."""
        there = self.see_workers()
        answers: dict[str, dict[str, Any]] = {}
        while there - set(answers):
            try:
                said = self.heard.get(timeout=TRIAL_SECONDS)
            except queue.Empty:
                break
            answers[said["address"]] = said
            there &= self.see_workers() | set(answers)
        fit = [one for one in answers.values() if not one["refused"]]
        self.machine.counts = sorted({*self.machine.counts, *(number for one in fit for number in one["counts"])})
        for said in answers.values():
            self.look_at(said)
        if answers and not fit:
            raise KitError(f"None of the {len(answers)} workers at {self.address} can be used, for the reasons above.")
        if not answers:
            self.tell(f"There are no workers at {self.address} yet; it is waited for them (Ctrl-C stops).")

    def see_workers(self) -> set[str]:
        """The addresses of all workers that are there."""
        return set(self.client.run_on_scheduler(cluster_gate.workers_there))

    def look_at(self, said: dict[str, Any]) -> None:
        """Admit a worker, or say why not."""
        address, why = said["address"], said["refused"]
        if not why and not set(said["counts"]) <= set(self.machine.counts):
            why = (
                f"it has {max(said['counts'])} processors, and what this class draws was chosen without regard to "
                "that; start the command again while it is there"
            )
        if why:
            self.tell(f"Worker {address} is refused: {visible(why).rstrip('.')}.")
            return
        self.machines[address] = msgspec.json.decode(said["machine"], type=Machine)
        self.threads[address] = said["threads"]

    @property
    def running(self) -> list[Task]:
        """What was sent first to each worker; so many as it has threads."""
        left, found = dict(self.threads), []
        for sent in list(self.under_way.values()):
            if left.get(sent.address, 0):
                left[sent.address] -= 1
                found.append(sent.task)
        return found

    def do(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Graded | Failure]]:
        """Grade each task, and take the next when there is somebody for it."""
        left, ended = iter(tasks), False
        while self.under_way or self.again or not ended:
            while (address := self.find_free()) and (self.again or not ended):
                task, tries = self.again.popleft() if self.again else (next(left, None), 1)
                ended = ended or task is None
                if task is not None:
                    self.send(task, address, tries)
            yield from self.hear()

    def find_free(self) -> str:
        """The worker with least to do, if it has room for another task; empty where there is none."""
        load = Counter(sent.address for sent in self.under_way.values())
        free = [(load[one] / threads, one) for one, threads in self.threads.items() if load[one] < AHEAD * threads]
        return min(free)[1] if free else ""

    def hear(self) -> Iterator[tuple[Task, Graded | Failure]]:
        """Look at what has come from the cluster; for a moment, if there is nothing."""
        while not self.heard.empty():
            self.look_at(self.heard.get())
        if time.monotonic() - self.looked > WATCH_SECONDS:
            yield from self.look_for_the_gone()
            self.looked = time.monotonic()
        try:
            future = self.done.get(timeout=WATCH_SECONDS)
        except queue.Empty:
            return
        key = str(future.key)
        sent = self.under_way.get(key)
        if sent is not None and future.status not in ("cancelled", "lost"):
            del self.under_way[key]
            answer = self.answer(sent)
            if answer is None:
                self.again.append((sent.task, sent.tries))
            else:
                yield sent.task, answer

    def look_for_the_gone(self) -> Iterator[tuple[Task, Graded | Failure]]:
        """See which workers have gone: what they had is sent again, or has failed if that was so a few times."""
        if self.client.status != "running":
            raise KitError(LOST.format(address=self.address))
        there = self.see_workers()
        at_work = set(map(id, self.running))  # nothing is held against a program that waited behind another one
        self.threads = {address: number for address, number in self.threads.items() if address in there}
        for key, sent in [(key, sent) for key, sent in self.under_way.items() if sent.address not in there]:
            if sent.future.status == "finished":
                continue  # which is heard next
            del self.under_way[key]
            sent.future.cancel()
            if id(sent.task) not in at_work:
                self.again.append((sent.task, sent.tries))
            elif sent.tries < TRIES:
                self.again.append((sent.task, sent.tries + 1))
            else:
                yield sent.task, Failure(Message(DIED, tries=TRIES))

    def send(self, task: Task, address: str, tries: int) -> None:
        """Send a program to a worker."""
        reference = self.publish_reference(task.reference) if task.reference else ""
        exercise, counts, is_reference = self.digests[task.exercise.name], sorted(task.counts), not task.student
        job = Job(exercise, task.handed.source, "program", task.seed, counts, task.seconds, is_reference)
        data = msgspec.msgpack.encode(job)
        key = f"{self.gate}-{hashlib.sha256(data + reference.encode()).hexdigest()[:32]}-{next(self.numbers)}"
        arguments = self.gate, reference, data
        future = self.client.submit(cluster_gate.grade_there, *arguments, key=key, workers=[address], pure=False)
        self.under_way[key] = Sent(task, future, address, tries)
        future.add_done_callback(self.done.put)

    def publish_reference(self, record: bytes) -> str:
        """Let every worker have a reference's record; gives what it is known by."""
        name = f"{self.gate}-{hashlib.sha256(record).hexdigest()[:16]}"
        self.publish(name, cluster_gate.References(record))
        return name

    def publish(self, name: str, plugin: WorkerPlugin) -> None:
        """Let every worker that is there, or will be, have something, once."""
        if name not in self.published:
            self.client.register_plugin(plugin, name=name)
            self.published.append(name)

    def answer(self, sent: Sent) -> Graded | Failure | None:
        """What came of a task; None where it is lost with the worker that had it."""
        try:
            result, record = sent.future.result(timeout=CONNECT_SECONDS)
            answer = decode_answer((result, record))
        except TimeoutError:
            return None
        except KilledWorker as error:
            return Failure(Message(DIED, tries=error.allowed_failures + 1))
        except Exception as error:  # one program costs no other
            return Failure(Message(FAILED, error=describe(error)))
        finally:
            sent.future.release()
        machine = self.machines.get(sent.address)
        return answer._replace(machine=machine) if isinstance(answer, Graded) else answer
