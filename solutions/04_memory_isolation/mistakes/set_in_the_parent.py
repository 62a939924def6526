"""The parent itself set `x` to 0, before the child was there.

The assignment stands in `prove_isolation`, and that function runs in the parent. A forked child
begins with a copy of what the parent has, so it reports 0 without having changed anything; a spawned
child reads the file anew and has the value that stands there. And the parent's own `x` is lost.

Which function runs in the child? Whose `x` is to become 0, and whose is to stay?
"""
# fails: test_the_parent_keeps_its_value
# fails under spawn, forkserver: test_the_global_is_set_where_it_is_reported
# has: def prove_isolation(...):
#          x = $_
# ok: def child(report):
#         global x
#         x = 0

from multiprocessing import Process

x = 100


def child(report):
    report(x)


def prove_isolation(report):
    global x
    x = 0
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return x
