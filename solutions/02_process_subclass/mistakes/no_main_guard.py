"""The file starts a process as soon as it is imported.

A child made by `spawn` or `forkserver` begins as a fresh interpreter that imports your file to find
`Worker` in it. Your lines at the bottom then run once more, inside the child, and try to start a
process there while the child itself is not ready yet: Python stops it with RuntimeError. Under
`fork` the child is a copy and imports nothing, so all seems well on Linux; on Windows, on macOS and
with newer versions of Python it is not.

Which lines should run only when the file is the program, and not when it is imported?
"""
# fails under spawn, forkserver: test_worker_is_a_process_with_its_own_run
# fails under spawn, forkserver: test_nothing_runs_before_start, test_the_task_runs_in_a_child
# fails under spawn, forkserver: test_the_worker_keeps_its_name
# has: at top level:
#          $_.start()
# or: at top level:
#         Worker(...)
# ok: if __name__ == "__main__":
#         Worker(print, "we").start()

from multiprocessing import Process


def greet(name):
    print("hello from", name)


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name)
        self.task = task

    def run(self):
        self.task(self.name)


trial = Worker(greet, "trial")
trial.start()
trial.join()
