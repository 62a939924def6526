"""文章里的写法。 (The article's own way, its comments and prints kept; lines end as on Windows.)"""
# getpid() 获取当前进程的 id 号
# getppid() 获取父进程的 id 号
import multiprocessing
import os
import time


def task(report):
    print("My id is %s..." % os.getpid())
    report(multiprocessing.current_process().pid, os.getppid())
    print('%s is gone...' % os.getpid())


def identify(report):
    p = multiprocessing.Process(target=task, args=(report,))
    p.start()
    print(p.pid)   # 从父进程角度查看子进程的 id 号
    p.join()
    print('main Processing,%s' % os.getpid())
    return multiprocessing.current_process().pid, p.pid


def demo(me, parent):
    time.sleep(3)
    print(me, parent)


if __name__ == '__main__':
    print(identify(demo))
