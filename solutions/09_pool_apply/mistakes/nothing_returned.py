"""The function returns nothing, so its results are lost.

Printing shows a result to whoever looks at the screen. The caller of your function gets what stands
after `return`, and where there is no `return` it gets None.

Call your function like this: `print(run_parallel(...))`. What is the last thing that is printed?
"""
# fails: test_serial_returns_the_results_in_order, test_parallel_returns_the_results_in_order
# has: def run_parallel(...):
#          $_.apply_async(...)
# has not: def run_parallel(...):
#              return $_
# ok: def run_parallel(task, items, processes):
#         return [one.get() for one in pending]

from multiprocessing import Pool


def run_serial(task, items, processes):
    pool = Pool(processes)
    for item in items:
        print(pool.apply(task, (item,)))
    pool.close()
    pool.join()


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = []
    for item in items:
        pending.append(pool.apply_async(task, (item,)))
    pool.close()
    pool.join()
    for one in pending:
        print(one.get())
