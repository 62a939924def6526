"""The task was called by the caller, and the process was never started.

`task(name)`, with its parentheses, is a call: it runs the task at once, in the process that makes it, here the
caller. What was left for `Process` is the value that the task returned. And the process was only made: no child
exists before it is started, and `process.start` without parentheses only names the method.

Which of the parentheses in your function make a call, and which process makes it?
"""
# fails: test_the_task_runs_in_a_child, test_launch_does_not_wait, test_a_live_process_comes_back
# has: Process(target=$F(...), ...)
# or: def launch($F, ...):
#         $F(...)
# has not: $_.start()
# ok: Process(target=task, args=(name,))

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task(name))
    process.start
    return process
