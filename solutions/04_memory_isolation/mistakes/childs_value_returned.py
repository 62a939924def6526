"""What comes back is the child's `x`, carried over by a message.

You sent the child's value through a queue and returned what arrived. That the child's `x` is 0 has
already been reported; what is missing is the other half of the proof: what the parent's own `x` is
after all that.

There are two variables called `x` now. Which of them is asked for?
"""
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: return $_.get(...)
# or: $V = $_.get(...)
#     return $V
# or: return $_.recv()
# or: $V = $_.recv()
#     return $V
# or: return $_.value
# ok: queue.get()
#     return x

from multiprocessing import Process, Queue

x = 100


def child(report, queue):
    global x
    x = 0
    report(x)
    queue.put(x)


def prove_isolation(report):
    queue = Queue()
    p = Process(target=child, args=(report, queue))
    p.start()
    value = queue.get()
    p.join()
    return value
