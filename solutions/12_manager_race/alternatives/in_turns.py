# 按顺序轮流 (fixed turns: each child waits for the event of the one before)
from multiprocessing import Event, Process


def add(shared, key, mine, next_one):
    mine.wait()  # 等待轮到自己
    print('%s: %s' % (key, shared[key]))
    shared[key] += 1
    next_one.set()  # 轮到下一个


def count(shared, key, n):
    turns = [Event() for _ in range(n + 1)]
    p_list = [Process(target=add, args=(shared, key, turns[i], turns[i + 1])) for i in range(n)]
    for p in p_list:
        p.start()
    turns[0].set()
    for p in p_list:
        p.join()
