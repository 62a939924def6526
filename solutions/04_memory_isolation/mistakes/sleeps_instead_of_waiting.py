"""The parent sleeps and hopes that the child is done by then.

`time.sleep` waits for the clock, and not for the child. If the child needs longer, the parent reads
`x` too early and leaves the child running; if it needs less, the time is wasted. How long a child
takes depends on the machine and on what else runs there, so no number of seconds is the right one.

Which call on a process returns exactly when that process has ended?
"""
# fails: test_the_parent_reads_after_the_childs_end
# has: $_.start()
#      sleep(...)
# has not: $_.join(...)
# has not: while $_:
#              ...
# ok: p.start()
#     p.join()

import time
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)
    print("I am done")


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    time.sleep(3)
    return x
