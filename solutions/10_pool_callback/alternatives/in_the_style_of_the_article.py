"""照文章的写法:进程池、回调函数、中文注释。 (A function of its own around the task, prints, a class.)"""
from multiprocessing import Pool
import os, threading


def Foo(task, i):
    print('in the pool', os.getpid())
    return task(i)


class Bar:
    # 回调函数在主进程里执行(可用于记录日志)
    def __init__(self, log, left):
        self.log = log
        self.left = left
        self.done = threading.Event()

    def __call__(self, arg):
        print('exec done'.center(16, '-'), arg, os.getpid())
        self.log(arg)
        self.left -= 1
        if self.left == 0:
            self.done.set()


def collect(task, items, log, processes):
    bar = Bar(log, len(items))
    with Pool(processes=processes) as pool:   # 允许进程池同时有 processes 个进程
        print('---main---', os.getpid())
        for i in items:
            pool.apply_async(func=Foo, args=(task, i), callback=bar)
        print('end')
        bar.done.wait()


if __name__ == '__main__':
    collect(abs, [1, 2, 3], print, 2)
