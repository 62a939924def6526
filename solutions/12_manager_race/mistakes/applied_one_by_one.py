"""The workers were given their work one after another, so only one child was ever at work.

There are `n` workers, but `apply` hands out one piece of work and waits until it is done before the
next one is handed out. No update can be lost that way, and nothing happens at the same time either:
while one child adds, all others have nothing to do. That is no exclusion, it is a queue of one.

What has to happen so that all children are under way together, and only the adding itself is done by
one at a time?
"""
# fails: test_all_children_are_alive_together

from multiprocessing import Pool


def add_one(shared, key):
    shared[key] += 1


def count(shared, key, n):
    pools = [Pool(1) for _ in range(n)]
    for pool in pools:
        pool.apply(add_one, (shared, key))
    for pool in pools:
        pool.close()
        pool.join()
