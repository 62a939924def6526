# 第五题:用 Manager 在进程之间共享数据
from multiprocessing import Manager, Process
import os


def work(task, dic, lst):
    dic[os.getpid()] = task()
    lst.append(os.getpid())


def share_pids(task, n):
    with Manager() as manager:
        dic = manager.dict()
        lst = manager.list()
        p_list = []
        for i in range(n):
            p = Process(target=work, args=(task, dic, lst))
            p.start()
            p_list.append(p)
        for p in p_list:  # 全部启动之后再一起等
            p.join()
        print('共有 %d 个子进程' % len(lst))
        return dic.copy(), lst[:]  # 拷贝成普通的字典和列表


if __name__ == '__main__':
    print(share_pids(os.getpid, 4))
