"""The value that comes back was read before the child had ended.

You do wait for the child, but what you return was looked up earlier and kept. It is a memory of `x`
as it was then, and would be the same even if the child had changed the parent's `x` meanwhile. So it
cannot prove that the child did not.

Follow the line that reads `x`: what has already happened when it runs?
"""
# fails: test_the_parent_reads_after_the_childs_end
# has: $V = x  # here
#      $_.join(...)
#      return $V
# ok: p.join()
#     value = x
#     return value

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    mine = x
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return mine
