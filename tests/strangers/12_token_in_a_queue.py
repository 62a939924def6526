# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: there is one token in a queue, and only the child that has taken it may add before it puts it back.
# mistake: none
from multiprocessing import Process, SimpleQueue


def add(shared, key, tokens):
    token = tokens.get()
    try:
        shared[key] += 1
    finally:
        tokens.put(token)


def count(shared, key, n):
    tokens = SimpleQueue()
    tokens.put("your turn")
    runners = []
    for _ in range(n):
        runners.append(Process(target=add, args=(shared, key, tokens)))
    for r in runners:
        r.start()
    for r in runners:
        r.join()
