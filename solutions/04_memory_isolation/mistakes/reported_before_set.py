"""The child reported `x` before it had set it.

The order of the two lines matters: when `report(x)` ran, the child's `x` still had the value that it
came with. So the report does not show that the child's copy was ever changed.

What should the child have done by the time that it reports?
"""
# fails: test_the_global_is_set_where_it_is_reported
# has: def $_($R, ...):
#          $R($_)  # here
#          x = $_
# ok: def child(report):
#         global x
#         x = 0
#         report(x)

from multiprocessing import Process

x = 100


def child(report):
    global x
    report(x)
    x = 0


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return x
