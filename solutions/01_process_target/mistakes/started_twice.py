"""One process was started twice.

A `Process` object stands for one run of one child process. Its second `start()` raises
AssertionError, even when the child has ended long ago, and so `launch` never came to its `return`.

Find both places where it is started, and decide which one is right.
"""
# fails: test_launch_does_not_wait, test_a_live_process_comes_back
# has: $P.start()
#      $P.start()
# or: for $_ in $_:
#         $_.start()
#     for $_ in $_:
#         $_.start()
# or: def $_(...):
#         $_.start()
#     def $_(...):
#         $_.start()
# ok: for p in p_list:
#         p.start()

from multiprocessing import Process


def begin(process):
    process.start()
    return process


def launch(task, name):
    process = begin(Process(target=task, args=(name,)))
    process.start()
    return process
