"""The parent asks again and again whether the child is still alive.

The answer comes at last, but until then the parent wakes up many times for nothing, and it notices
the end only at its next look. Nobody has to ask: the operating system knows when a process ends, and
can wake whoever waits for that.

Which call on a process sleeps until that very moment?
"""
# fails: test_the_parent_reads_after_the_childs_end
# has: while $_:
#          ...
# has: $_.is_alive()
# or: $_.exitcode
# or: active_children()
# ok: p.join()
#     print(p.is_alive())

import time
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    while p.is_alive():
        time.sleep(0.02)
    return x
