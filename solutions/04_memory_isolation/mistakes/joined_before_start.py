"""The child was waited for before it was started.

`join()` waits for the end of a process that is running. Yours was not running yet, so `join()` stopped
with an AssertionError, and the child was never started.

Read the two calls aloud in their order: what do they say?
"""
# fails: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: $P.join()  # here
#      $P.start()
# or: for $_ in $_:
#         $_.join()  # here
#     for $_ in $_:
#         $_.start()
# or: $P.join(timeout=$_)  # here
#     $P.start()
# has not: $P.start()
#          $P.join()
# ok: p.start()
#     p.join()
# ok: ", ".join(names)
# where: $P is no text

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.join()
    p.start()
    return x
