"""文章里的写法。 (The article's own way, and its comments; lines end as on Windows.)"""
from multiprocessing import Process
from work import task


if __name__ == '__main__':
    p = Process(target=task, args=('we',))  # target 是表示需要执行的函数
    p.start()  # 仅仅是向操作系统发起了一个开启子进程的指令
    print('main Process')
