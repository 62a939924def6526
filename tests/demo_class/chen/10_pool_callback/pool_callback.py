# 第十题:进程池和回调函数
from multiprocessing import Pool
import os


def collect(task, items, log, processes):
    pool = Pool(processes=processes)
    print('---主进程---', os.getpid())
    for item in items:
        # callback 在主进程里执行,拿到的是 task 的返回值
        pool.apply_async(func=task, args=(item,), callback=log)
    pool.close()  # 不再接收新的任务
    pool.join()  # 等所有任务和回调都做完
    print('结束')


if __name__ == '__main__':
    collect(str, [1, 2, 3], print, 2)
