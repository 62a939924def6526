# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: both processes meet at a barrier before the task, and then the caller joins without limit.
# mistake: none
from multiprocessing import Barrier, Process


def meet_then_work(barrier, task, name):
    barrier.wait()
    task(name)


def run_and_wait(task, name):
    barrier = Barrier(2)
    p = Process(target=meet_then_work, args=(barrier, task, name))
    p.start()
    barrier.wait()
    print("both are ready")
    p.join()
    return p.exitcode
