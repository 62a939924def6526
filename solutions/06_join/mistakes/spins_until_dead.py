"""The caller computes without a pause while it should wait.

The loop asks whether the child is still alive, thousands of times a second, and keeps a whole
processor busy with it: one that the child itself could have used. While the task was still running,
the caller never once slept.

Waiting means to be put aside by the operating system until something happens. Which method of
`Process` does that?
"""
# fails: test_it_waits_for_the_end_of_the_child
# has: while $_:
#          ...
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# has not: sleep(...)
# ok: p.join()

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    while process.is_alive():
        pass
    return process.exitcode
