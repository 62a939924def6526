"""每个结果按照它的编号放好:回调函数在父进程里运行。 (Results find their places by number.)"""
from multiprocessing import Pool
import time,os


class Places:
    def __init__(self, number):
        self.results = [None] * number

    def put(self, index):
        def callback(result):
            self.results[index] = result   # 回调函数:把结果放到第 index 个位置
        return callback


def run_serial(task, items, processes):
    pool = Pool(processes)
    try:
        results = []
        for item in items:
            waiting = pool.apply_async(task, args=(item,))
            waiting.wait()                 # 等这个任务结束,再给下一个
            results.append(waiting.get())
        return results
    finally:
        pool.close()
        pool.join()


def run_parallel(task, items, processes):
    places = Places(len(items))
    pool = Pool(processes)
    for index, item in enumerate(items):
        pool.apply_async(func=task, args=(item,), callback=places.put(index))
    print('end')
    pool.close()
    pool.join()                            # 等所有任务和回调函数都结束
    return places.results


def Foo(i):
    time.sleep(0.1)
    print('in the pool', os.getpid())
    return i + 100


if __name__ == '__main__':
    print('---main---', os.getpid())
    print(run_serial(Foo, range(4), 2))
    print(run_parallel(Foo, range(4), 2))
