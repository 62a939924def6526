"""The process was made, but never started.

`Process(...)` only describes a process: what it is to run, and with which arguments. No child
exists yet, and the task waits for ever to be called. `process.start` without parentheses does
nothing either: it only names the method.

What asks the operating system for a new process, and where in your function does that happen?
"""
# fails: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails: test_launch_does_not_wait, test_a_live_process_comes_back
# has: Process(...)
# has not: $_.start()
# has not: $_.run()
# ok: Process(target=task).start()

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    return process
