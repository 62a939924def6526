"""进程与进程池:方式一。 (The article's own way, its comments and prints kept, lines end as on Windows.)"""
import multiprocessing as mp
import time


def task_demo(name):
    print('%s is running...' % name)
    time.sleep(3)
    print('%s is done ...' % name)


def launch(task, name):
    p = mp.Process(target=task, args=(name,))  # target 是表示需要执行的函数
    # args 括号里边传的参数(元组形式)是传入至 task 里边
    p.start()  # 仅仅是向操作系统发起了一个开启子进程的指令
    print('main Process')
    return p


if __name__ == '__main__':
    launch(task_demo, 'we')
