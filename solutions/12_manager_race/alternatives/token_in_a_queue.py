"""One token goes round: whoever has taken it from the queue may add, and puts it back."""

from multiprocessing import Process, SimpleQueue


def add(shared, key, tokens):
    token = tokens.get()
    shared[key] += 1
    tokens.put(token)


def count(shared, key, n):
    tokens = SimpleQueue()
    tokens.put("your turn")
    children = [Process(target=add, args=(shared, key, tokens)) for _ in range(n)]
    for child in children:
        child.start()
    for child in children:
        child.join()
