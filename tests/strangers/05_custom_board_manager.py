# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a class of its own lives in the manager and hands out plain copies at the end.
# mistake: none
import os
from multiprocessing import Process
from multiprocessing.managers import BaseManager


class Board:
    def __init__(self):
        self.values = {}
        self.order = []

    def put(self, pid, value):
        self.values[pid] = value
        self.order.append(pid)

    def everything(self):
        return self.values, self.order


class BoardManager(BaseManager):
    pass


BoardManager.register("Board", Board)


def child(task, board):
    answer = task()
    board.put(os.getpid(), answer)


def share_pids(task, n):
    with BoardManager() as manager:
        board = manager.Board()
        ps = []
        for _ in range(n):
            ps.append(Process(target=child, args=(task, board)))
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        values, order = board.everything()   # pickled on the way, so these are copies
    return values, order
