"""The result of `join()` was returned, and that is always None.

`start()` and `join()` give nothing back, whatever the child's function did or returned: the child
lives in another process, and its return value is thrown away there. `join()` only says "it is over".

What is asked for is a variable of the parent. When can it be read?
"""
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: return $_.join(...)
# or: $V = $_.join(...)
#     return $V
# ok: p.join()
#     return x

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)
    return x


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    value = p.join()
    return value
