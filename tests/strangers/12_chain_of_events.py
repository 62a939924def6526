# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: every child waits for its own event, which its predecessor sets after the write, so only one can ever be between read and write.
# mistake: none
from multiprocessing import Event, Process


def add(shared, key, my_turn, next_turn):
    my_turn.wait()
    shared[key] += 1
    next_turn.set()


def count(shared, key, n):
    turns = [Event() for _ in range(n + 1)]
    children = [Process(target=add, args=(shared, key, turns[i], turns[i + 1])) for i in range(n)]
    for c in children:
        c.start()
    turns[0].set()       # the others follow
    for c in children:
        c.join()
