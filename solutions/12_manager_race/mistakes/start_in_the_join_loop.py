"""The total is right, but the children are no longer parallel: `start()` stands in the loop that joins.

Your first loop only describes the processes; none is running yet. The second loop starts one, waits until
it has ended, and only then comes round to start the next. A single child has nobody to race with, so
nothing is lost; but you pay for `n` processes and get the speed of one.

What must have happened to the last child before the parent may wait for the first? And what has to keep
the children apart then?
"""
# fails: test_all_children_are_alive_together
# has: for $P in $_:
#          $P.start()
#          $P.join(...)
# ok: for p in p_list:
#         p.start()
#     for p in p_list:
#         p.join()

from multiprocessing import Process


def add(shared, key):
    shared[key] += 1


def count(shared, key, n):
    p_list = []
    for _ in range(n):
        p = Process(target=add, args=(shared, key))
        p_list.append(p)
    for p in p_list:
        p.start()
        p.join()
