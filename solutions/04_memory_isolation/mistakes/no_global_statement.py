"""The child set a local variable, and the global `x` was never touched.

A parameter is a *local* name, and so is whatever a function assigns to, unless it says otherwise. The child
reported 0, but that 0 was its local `x`; the module's global `x` kept its value even in the child. So
nothing was changed that could have been shared, and nothing was proven.

What must a function say before it may rebind a name of its module, which is then no parameter of its own?
"""
# fails: test_the_global_is_set_where_it_is_reported
# has: def $_(...):
#          x = $_
# has not: global x
# ok: def child(report):
#         global x
#         x = 0

from multiprocessing import Process

x = 100


def child(report):
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    return x
