"""One process was started twice.

A `Process` object stands for one run of one child process. Its second `start()` raises AssertionError, even
when the child has ended long ago, and so your function never came to its `return`.

What has the child done already when the second `start()` is reached?
"""
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
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

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    process = Process(target=child, args=(report,))
    process.start()
    process.start()
    process.join()
    return x
