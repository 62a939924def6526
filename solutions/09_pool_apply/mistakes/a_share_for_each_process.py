"""The items were dealt out beforehand; that is a list of processes, and no pool.

You made the right number of processes and gave each of them its share of the items. A process that
has done its share ends, even when another one still has most of its own before it: the work is over
when the unluckiest process is. In a pool nothing is dealt out beforehand. All workers stay, and
whoever is free takes the next item.

What would the processes have to share, so that each can ask for its next item when it is free?
"""
# fails: test_the_pool_has_so_many_workers_and_ends
# has: def run_parallel(...):
#          Process(...)
# has: $_[$_::$_]
# or: $_[$_:$_]
# or: Process(target=$_, args=(..., $_[$_], ...), ...)
# has not: def run_parallel(...):
#              Pool(...)
# ok: Pool(processes)

from multiprocessing import Pool, Process, Queue


def work(task, numbered, results):
    for number, item in numbered:
        results.put((number, task(item)))


def run_serial(task, items, processes):
    with Pool(processes) as pool:
        return [pool.apply(task, (item,)) for item in items]


def run_parallel(task, items, processes):
    results = Queue()
    numbered = list(enumerate(items))
    p_list = [Process(target=work, args=(task, numbered[i::processes], results)) for i in range(processes)]
    for p in p_list:
        p.start()
    found = dict(results.get() for item in items)
    for p in p_list:
        p.join()
    return [found[number] for number in range(len(items))]
