"""Exercise 05: share data through a Manager."""

from multiprocessing import Process, Manager
import os


def Foo(dic, list):
    dic[os.getpid()] = os.getpid()
    list.append(os.getpid())
    print(list)


def share_pids(task, n):
    with Manager() as manager:
        dic = manager.dict()
        list = manager.list()
        p_list = []
        for i in range(10):
            p = Process(target=Foo, args=(dic, list))
            p.start()
            p_list.append(p)
        for p in p_list:
            p.join()
        print(dic)
        return dict(dic), list[:]


if __name__ == '__main__':
    share_pids(None, 10)
