# exercise: 12_manager_race
# right: fork 2 of 3, spawn 2 of 3, forkserver 2 of 3: several children can wake from wait before the first of them clears the event, so two can read the same value.
# mistake: an Event used as a lock
# named: event_as_a_lock
from multiprocessing import Event, Process


def add(shared, key, free):
    free.wait()
    free.clear()
    shared[key] += 1
    free.set()


def count(shared, key, n):
    free = Event()
    free.set()
    ps = [Process(target=add, args=(shared, key, free)) for _ in range(n)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
