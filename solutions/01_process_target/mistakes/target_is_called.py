"""The task was called where it should only have been named.

`task(name)`, with its parentheses, calls the task at once, in the caller, and hands what it *returns* to `Process`.
What `Process` wants is the function itself, without parentheses after it; the child calls it later.
Here the work was over before the child was made, and the child had nothing to do.

Read the line from the inside out: what does Python evaluate first?
"""
# fails: test_the_task_runs_in_a_child, test_launch_does_not_wait, test_a_live_process_comes_back
# has: Process(target=$F(...), ...)
# or: Process($F(...), ...)
# or: Process($_, $F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=task, args=(name,)).start()
# ok: task(name)

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task(name))
    process.start()
    return process
