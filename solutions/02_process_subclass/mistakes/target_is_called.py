"""The task was called where it should only have been named.

`target=task(name)` calls the task at once, in the caller, and hands its *return value* to
`Process`. What `Process` wants is the function itself, without parentheses after it; the child
calls it later. Here the work was over before the child was made.

Read the argument from the inside out: what does Python evaluate first?
"""
# fails: test_worker_is_a_process_with_its_own_run, test_nothing_runs_before_start
# fails: test_the_task_runs_in_a_child
# has: $_.__init__(target=$F(...), ...)
# has not: functools.partial(...)
# ok: super().__init__(target=task)

from multiprocessing import Process


class Worker(Process):
    def __init__(self, task, name):
        super().__init__(name=name, target=task(name))
