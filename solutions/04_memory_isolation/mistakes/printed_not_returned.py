"""The parent's `x` was printed, and not returned.

`print` writes a value on the screen; whoever called `prove_isolation` gets what it *returns*, and a
function that ends without a `return` gives None.

Print what a call of `prove_isolation` gives you. What does your last line do with the result?
"""
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: def prove_isolation(...):
#          print(...)
# has not: def prove_isolation(...):
#              return $_
# ok: def prove_isolation(report):
#         print(x)
#         return x

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    print(x)
