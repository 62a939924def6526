"""Each item has a process of its own; there is no pool.

You start one `Process` for each item, all at once. Nothing bounds how many run at the same time,
and each process does one task and ends. In a pool a fixed number of workers, `processes`, share
the items: whoever is free takes the next one.

Compare how many tasks ran at the same time with `processes`. Which class of `multiprocessing` keeps
a fixed number of workers?
"""
# fails: test_a_pool_of_workers_does_the_tasks
# has: def collect($_, $I, $_, $_):
#          for $_ in $I:
#              Process(...)
# or: def collect($_, $I, $_, $_):
#         for $_ in enumerate($I):
#             Process(...)
# or: def collect($_, $I, $_, $_):
#         for $_ in range(len($I)):
#             Process(...)
# or: def collect($_, $I, $_, $_):
#         for $_ in zip($I, ...):
#             Process(...)
# or: def collect($_, $I, $_, $_):
#         for $_ in zip($_, $I, ...):
#             Process(...)
# has not: Pool(...)
# ok: Pool(processes)
# ok: def collect(task, items, log, processes):
#         for _ in range(processes):
#             Process(target=work, args=(task, questions, answers))

from multiprocessing import Process, Queue


def work(task, item, queue):
    queue.put(task(item))


def collect(task, items, log, processes):
    queue = Queue()
    p_list = []
    for item in items:
        p = Process(target=work, args=(task, item, queue))
        p_list.append(p)
        p.start()
    for _ in p_list:
        log(queue.get())
    for p in p_list:
        p.join()
