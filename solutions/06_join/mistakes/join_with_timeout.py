"""The caller waits, but only for so long.

`join(timeout)` returns when the child has ended *or* when the time is up, whichever comes first, and
it does not say which of the two it was. With a task that takes longer, your function returns while
the child is still at work, and without an exit code.

How long may the task take? Nobody has set a limit.
"""
# fails: test_it_waits_for_the_end_of_the_child
# has: $_.join(timeout=$T)
# has not: $_.join(timeout=None)
# has not: while $_:
#              ...
# has not: $_.terminate()
# has not: $_.kill()
# ok: p.join()
# ok: while p.exitcode is None:
#         p.join(0.1)
# ok: p.join(10)
#     p.terminate()
# ok: p.join(None)

from multiprocessing import Process


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    process.join(timeout=30)
    return process.exitcode
