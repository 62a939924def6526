"""`run()` was called instead of `start()`, and that makes no process.

`run` is the work of a process, and it is the child that is meant to call it. When you call `run()`
yourself, it is an ordinary method call: the task runs in the process that makes the call, here the
caller, and the caller waits until it is over. A child process is made by `start()` alone.

Print `os.getpid()` inside the task and in the caller, and compare.
"""
# fails: test_the_task_runs_in_a_child, test_launch_does_not_wait, test_a_live_process_comes_back
# has: $P.run()
# has not: $_.start()
# ok: process.start()

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.run()
    return process
