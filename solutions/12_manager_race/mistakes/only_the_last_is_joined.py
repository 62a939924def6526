"""The caller waited for one child only, the last one that it had started.

After the loop, the variable holds the process of the last round. The ones before it are at work as well, and
nobody waits for them. The lock lets them in one by one, and the last to be started is not always the last to be
let in: when it is done, others may not even have read the value yet.

Where could the caller keep all of its processes?
"""
# fails: test_no_update_is_lost, test_count_returns_when_all_are_done
# has: for $_ in $_:
#          $P.start()
#      $P.join(...)
# has not: for $_ in $_:
#              $_.join(...)
# ok: for p in p_list:
#         p.start()
#     for p in p_list:
#         p.join()

from multiprocessing import Lock, Process


def add(shared, key, lock):
    with lock:
        shared[key] += 1


def count(shared, key, n):
    lock = Lock()
    for _ in range(n):
        process = Process(target=add, args=(shared, key, lock))
        process.start()
    process.join()
