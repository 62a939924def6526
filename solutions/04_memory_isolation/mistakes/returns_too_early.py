"""The parent did not wait for its child.

`start()` only asks for a new process and returns at once. Your function read `x` and returned while
the child was still at work (perhaps before it had even begun), so the value says nothing about what
the child does to `x`.

What has to happen between starting the child and looking at `x`?
"""
# fails: test_the_parent_reads_after_the_childs_end
# has: $_.start()
# has not: $_.join(...)
# has not: sleep(...)
# has not: while $_:
#              ...
# ok: p.start()
#     p.join()

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    return x
