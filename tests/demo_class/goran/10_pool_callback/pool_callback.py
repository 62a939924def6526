"""Exercise 10: use a Pool with a callback."""

from multiprocessing import Pool
import time, os


def Foo(i):
    time.sleep(2)
    print('in the pool', os.getpid())
    return i + 100


def Bar(arg):
    print('exec done'.center(16, '-'), arg, os.getpid())


def collect(task, items, log, processes):
    pool = Pool(processes=2)
    print('---main---', os.getpid())
    for i in items:
        pool.apply_async(func=task, args=(i,), callback=log)
        # pool.apply(func=task, args=(i,))
        pool.apply_async(func=task, args=(i,))
    print('end')
    pool.close()
    pool.join()


if __name__ == '__main__':
    collect(Foo, range(10), Bar, 4)
