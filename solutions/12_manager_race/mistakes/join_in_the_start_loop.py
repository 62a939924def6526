"""The total is right, but the children are no longer parallel: each is started after the one before has ended.

`join()` waits until the child has ended. Because it stands in the loop that starts the children, there is
never more than one of them, and a single child has nobody to race with. Nothing is lost; but you pay for
`n` processes and get the speed of one. In a real program the adding is a small part of each child's work,
and all the rest could be done at the same time.

When may the parent begin to wait, and what has to keep the children apart then?
"""
# fails: test_all_children_are_alive_together
# has: for $_ in $_:
#          $P = $_(...)
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
    for _ in range(n):
        process = Process(target=add, args=(shared, key))
        process.start()
        process.join()
