"""Every item got a process of its own; there is no pool.

You started a `Process` for each item and ended it after its one task. That works, and it is what
exercise 07 asks for. A pool is something else: a fixed number of workers that are started once, each
of which does one task after another until there are none left. Here nothing limits the number of
processes, and each of them is started for a single task.

`processes` was given to you. Where does your program use it?
"""
# fails: test_parallel_keeps_all_workers_busy, test_the_pool_has_so_many_workers_and_ends
# has: def run_parallel($_, $I, $_):
#          for $_ in $I:
#              Process(...)
# or: def run_parallel($_, $I, $_):
#         for $_ in enumerate($I):
#             Process(...)
# or: def run_parallel($_, $I, $_):
#         for $_ in range(len($I)):
#             Process(...)
# or: def run_parallel($_, $I, $_):
#         for $_ in zip($I, ...):
#             Process(...)
# or: def run_parallel($_, $I, $_):
#         for $_ in zip($_, $I, ...):
#             Process(...)
# has not: def run_parallel(...):
#              $_[$_::$_]
# has not: def run_parallel(...):
#              Pool(...)
# ok: Pool(processes)
# ok: def run_parallel(task, items, processes):
#         for number in range(processes):
#             Process(target=work, args=(task, items[number::processes], results))
# ok: def run_parallel(task, items, processes):
#         for number in range(processes):
#             Process(target=work, args=(task, questions, answers))

from multiprocessing import Process, Queue


def work(task, number, item, results):
    results.put((number, task(item)))


def run_serial(task, items, processes):
    results = Queue()
    found = []
    for number, item in enumerate(items):
        p = Process(target=work, args=(task, number, item, results))
        p.start()
        found.append(results.get()[1])
        p.join()
    return found


def run_parallel(task, items, processes):
    results = Queue()
    p_list = []
    for number, item in enumerate(items):
        p = Process(target=work, args=(task, number, item, results))
        p.start()
        p_list.append(p)
    found = dict(results.get() for item in items)
    for p in p_list:
        p.join()
    return [found[number] for number in range(len(items))]
