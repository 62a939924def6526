# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: all children meet at a barrier, so all are alive, and then pass a semaphore of one.
# mistake: none
from multiprocessing import get_context


class Adder(get_context("spawn").Process):
    def __init__(self, shared, key, barrier, sem):
        super().__init__()
        self.work = shared, key, barrier, sem

    def run(self):
        shared, key, barrier, sem = self.work
        barrier.wait()
        with sem:
            shared[key] += 1


def count(shared, key, n):
    ctx = get_context("spawn")
    barrier, sem = ctx.Barrier(n), ctx.BoundedSemaphore(1)
    adders = [Adder(shared, key, barrier, sem) for _ in range(n)]
    for a in adders:
        a.start()
    for a in adders:
        a.join()
