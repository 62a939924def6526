"""文章里的写法。 (The article's own way, its comments and prints kept; lines end as on Windows.)"""
from multiprocessing import Process
import time


def demo(name):
    print('%s is walking...' % name)
    time.sleep(3)
    print("%s is done..." % name)


def run_and_wait(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    while p.is_alive():
        p.join()   # 代表子进程的代码已经执行完了
    print('main Process')
    return p.exitcode


if __name__ == '__main__':
    run_and_wait(demo, 'BlackMan')
