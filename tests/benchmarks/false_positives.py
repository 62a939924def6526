"""Use everything of multiprocessing inside the sandbox, again and again: ``… false_positives 100``.

Twelve things that programs use, under each start method, so often: none may hang, fail, or give a
wrong value. Prints each fault as it comes, and the sum. Exits with 1 if there was any.
"""

import itertools
import sys
import time

from autograder.desk.worker_process import Failure
from autograder.desk.workers import run_jobs
from autograder.engine import judge
from autograder.engine.evidence import Ending
from autograder.engine.scenario import START_METHODS, Scenario
from autograder.engine.steps import call
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

PROGRAM = b"""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.shared_memory import SharedMemory

def square(x):
    return x * x

def put(queue, x):
    queue.put(x * x)

def send(connection, x):
    connection.send(x * x)
    connection.close()

def add(value, guard):
    for _ in range(10):
        with guard:
            value.value += 1

def fill(array, place):
    array[place] = place * place

def wait_and_set(event, done):
    event.wait()
    done.set()

def share(name):
    memory = SharedMemory(name)
    memory.buf[0] = 16
    memory.close()

def note(shared, x):
    shared[x] = x * x

def run(*given):
    children = [multiprocessing.Process(target=target, args=arguments) for target, arguments in given]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [child.exitcode for child in children] == [0] * len(children)

def use_process():
    return run((square, (4,)), (square, (5,)))

def use_pool():
    with multiprocessing.Pool(2) as pool:
        return pool.map(square, [1, 2, 3]) == [1, 4, 9]

def use_manager():
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        return run((note, (shared, 2)), (note, (shared, 3))) and dict(shared) == {2: 4, 3: 9}

def use_lock():
    value = multiprocessing.Value("i", 0, lock=False)
    lock = multiprocessing.Lock()
    return run((add, (value, lock)), (add, (value, lock))) and value.value == 20

def use_semaphore():
    value = multiprocessing.Value("i", 0, lock=False)
    semaphore = multiprocessing.Semaphore(1)
    return run((add, (value, semaphore)), (add, (value, semaphore))) and value.value == 20

def use_event():
    event, done = multiprocessing.Event(), multiprocessing.Event()
    child = multiprocessing.Process(target=wait_and_set, args=(event, done))
    child.start()
    event.set()
    done.wait()
    child.join()
    return child.exitcode == 0

def use_queue():
    queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=put, args=(queue, 4))
    child.start()
    found = queue.get()
    child.join()
    return found == 16

def use_pipe():
    reading, writing = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=send, args=(writing, 4))
    child.start()
    writing.close()
    found = reading.recv()
    child.join()
    return found == 16

def use_value():
    value = multiprocessing.Value("i", 0)
    return run((add, (value, value.get_lock())), (add, (value, value.get_lock()))) and value.value == 20

def use_array():
    array = multiprocessing.Array("i", 3)
    return run((fill, (array, 1)), (fill, (array, 2))) and list(array) == [0, 1, 4]

def use_shared_memory():
    memory = SharedMemory(create=True, size=64)
    try:
        return run((share, (memory.name,))) and memory.buf[0] == 16
    finally:
        memory.close()
        memory.unlink()

def use_executor():
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(square, [1, 2, 3])) == [1, 4, 9]
"""
USES = ("process", "pool", "manager", "lock", "semaphore", "event", "queue", "pipe", "value", "array")
ALL_USES = (*USES, "shared_memory", "executor")
Job = tuple[str, str, int]  # what is used, start method, number of the repeat


def try_use(job: Job, sandbox: Sandbox) -> str:
    """What is wrong with one run; nothing, as it should be."""
    use, method, number = job
    folder = sandbox.student_folder("program.py", PROGRAM, {})
    scenario = Scenario(call(f"use_{use}"))
    evidence = judge.run(sandbox, folder, "program", scenario, method, str(number), Limits())
    if evidence.ending is not Ending.FINISHED:
        return f"{evidence.ending.value}: {evidence.errors[-300:]}"
    return "" if evidence.steps[0].value is True else f"gave {evidence.steps[0].value!r}"


def try_all(repeats: int, workers: int | None = None) -> tuple[int, list[str]]:
    """How many runs there were, and what was wrong with any of them."""
    jobs = [(use, method, number) for number, use, method in itertools.product(range(repeats), ALL_USES, START_METHODS)]
    faults = []
    for (use, method, _), fault in run_jobs(jobs, try_use, workers):
        if fault:
            faults.append(f"{use} under {method}: {fault.reason if isinstance(fault, Failure) else fault}")
            print(faults[-1], flush=True)
    return len(jobs), faults


def main() -> None:
    """Try everything, and say what came of it."""
    began = time.monotonic()
    runs, faults = try_all(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
    print(f"{runs} runs in {time.monotonic() - began:.0f} s, {len(faults)} hung, failed or gave a wrong value")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
