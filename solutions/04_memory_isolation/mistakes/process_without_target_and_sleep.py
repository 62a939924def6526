"""The child was never told what to do, and the parent slept meanwhile.

`Process()` makes a process with no work in it. It was started, did nothing, and ended well, so your
function `child` was never called; the seconds of sleep gave it time for nothing. That the parent's
`x` is unchanged proves nothing then: it would be unchanged even if memory were shared.

Two questions. Which parameter of `Process` names the function that the child is to run? And which
call returns exactly when the child is done, however long that takes?
"""
# fails: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: Process(...)
# has: sleep(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# has not: $_.join(...)
# ok: Process(target=child)
#     sleep(1)

import time
from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)
    print("I am done")


def prove_isolation(report):
    p = Process()
    p.start()
    time.sleep(3)
    return x
