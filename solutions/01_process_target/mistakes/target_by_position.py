"""The task was handed to the wrong parameter of `Process`.

The first parameter of `Process` is not the target. It is called `group`, it is there only because
`Thread` has one, too, and it must be None: anything else raises AssertionError before any process is
made.

Look up the order of the parameters, or call them by their names.
"""
# fails: test_the_task_runs_in_a_child, test_the_task_is_given_its_name
# fails: test_launch_does_not_wait, test_a_live_process_comes_back
# has: Process(group=$F, ...)
# where: $F is a name
# ok: Process(None, task)

from multiprocessing import Process


def launch(task, name):
    process = Process(task, args=(name,))
    process.start()
    return process
