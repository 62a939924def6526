"""Real runs of small programs, each made once for all tests that draw it."""

from collections.abc import Callable

import pytest

from autograder.engine import judge
from autograder.engine.evidence import Evidence
from autograder.engine.probes import Probe
from autograder.engine.scenario import Scenario
from autograder.engine.steps import call
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox

PROGRAM = b"""
import os
import time
from multiprocessing import Lock, Manager, Pool, Process
from threading import Thread

def together(tasks):
    children = [Process(target=task) for task in tasks]
    for child in children: child.start()
    for child in children: child.join()

def in_turn(tasks):
    for task in tasks:
        child = Process(target=task)
        child.start()
        child.join()

def forgets(tasks):
    for task in tasks: Process(target=task).start()

def in_threads(tasks):
    threads = [Thread(target=task) for task in tasks]
    for thread in threads: thread.start()
    for thread in threads: thread.join()

def polls(tasks):
    children = [Process(target=task) for task in tasks]
    for child in children: child.start()
    while any(child.is_alive() for child in children): time.sleep(0.01)

def polls_in_a_thread(tasks):
    thread = Thread(target=polls, args=(tasks,))
    thread.start()
    thread.join()

def under(lock, task):
    with lock: task()

def takes_turns(tasks):
    lock = Lock()
    children = [Process(target=under, args=(lock, task)) for task in tasks]
    for child in children: child.start()
    for child in children: child.join()

def link(task, mine, following):
    mine.acquire()
    task()
    following.release()

def in_a_chain(tasks):
    locks = [Lock() for _ in range(len(tasks) + 1)]
    for lock in locks[1:]: lock.acquire()
    children = [Process(target=link, args=(task, locks[at], locks[at + 1])) for at, task in enumerate(tasks)]
    for child in children: child.start()
    for child in children: child.join()

def keeps_the_lock(tasks):
    lock = Lock()
    child = Process(target=under, args=(lock, tasks[0]))
    with lock:
        child.start()
        child.join()

def run(task):
    task()

def pools(tasks):
    with Pool(2) as pool: pool.map(run, tasks, 1)

def put(task, shared):
    shared.append(task())

def manages(tasks):
    with Manager() as manager:
        shared = manager.list()
        children = [Process(target=put, args=(task, shared)) for task in tasks]
        for child in children: child.start()
        for child in children: child.join()

def dies(task):
    task()
    os._exit(3)

def loses_one(tasks):
    child = Process(target=dies, args=(tasks[0],))
    child.start()
    child.join()

def by_itself(tasks):
    for task in tasks: task()

def misses_an_argument(tasks):
    child = Process(target=put, args=(tasks[0],))
    child.start()
    child.join()

def raises(tasks):
    raise ValueError("<script>alert(1)</script> \\x1b[31m & so on")
"""
Runs = Callable[..., Evidence]


@pytest.fixture(scope="session")
def runs(sandbox: Sandbox) -> Runs:
    """``runs("in_turn")``: the evidence of one function of the program, called with so many tasks."""
    made: dict[tuple[object, ...], Evidence] = {}

    def run(function: str, start_method: str = "fork", tasks: int = 3, together: int = 3, again: int = 0) -> Evidence:
        """``again``: another number makes another run."""
        key = function, start_method, tasks, together, again
        if key not in made:
            probe = Probe("task", tasks, together)
            step = call(function, [probe.labelled(f"name-{number}") for number in range(tasks)])
            scenario = Scenario(step, one_by_one=function == "pools")
            folder = sandbox.student_folder("program.py", PROGRAM, {})
            made[key] = judge.run(sandbox, folder, "program", scenario, start_method, "test", Limits())
        return made[key]

    return run
