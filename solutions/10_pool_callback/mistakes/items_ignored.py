"""The task was given values that the program made itself, not the items.

Your loop counts (`range(10)`), as an example does that has no items. Here the items are handed to
`collect`, and their number and values are different each time; the tasks got others instead.

Which of the parameters does your loop not use?
"""
# fails: test_a_pool_of_workers_does_the_tasks, test_log_gets_every_result
# has: range($N)
# where: $N is a number
# ok: for item in items:
#         pass

from multiprocessing import Pool


def collect(task, items, log, processes):
    pool = Pool(processes=processes)
    for i in range(10):
        pool.apply_async(func=task, args=('Processing-%s' % i,), callback=log)
    pool.close()
    pool.join()
