"""`run` is a coroutine function, so calling it only makes a coroutine, and nobody awaits that.

A process calls `run()` as an ordinary function. A call of an `async def` function runs none of its lines: it gives
back an object that an event loop would have to drive, and there is none in the child. So the child ended at once,
with exit code 0, and the task was never called.

What does a process do with what its `run` gives back?
"""
# fails: test_nothing_runs_before_start, test_the_task_runs_in_a_child, test_the_worker_keeps_its_name
# has: async def run(...):
#          ...
# ok: def run(self):
#         self.task(self.name)

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    async def run(self):
        self.task(self.name)
