"""`run_all` printed the seconds, and returned None.

What is printed can be read by people, but not by the caller of your function. A function without
`return` gives None.

How does a value get from a function to the one who called it?
"""
# fails: test_the_seconds_are_right
# has: def run_all(...):
#          print(...)
# has not: def run_all(...):
#              return $_
# ok: def run_all(tasks):
#         return end - start

import time
from multiprocessing import Process


def run_all(tasks):
    p_list = []
    start = time.time()
    for task in tasks:
        p = Process(target=task)
        p_list.append(p)
        p.start()
    for p in p_list:
        p.join()
    stop = time.time()
    print('creating Processing cost %s second' % (stop - start))
