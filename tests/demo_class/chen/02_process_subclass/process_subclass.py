# 第二题:自定义进程类
from multiprocessing import Process
import os


class Worker(Process):  # 必须继承 Process
    def __init__(self, task, name):
        super().__init__()  # 先让父类把该准备的都准备好
        self.task = task
        self.name = name

    def run(self):  # start() 之后,在子进程里执行
        print('%s 正在运行,进程号 %s' % (self.name, os.getpid()))
        self.task(self.name)
        print('%s 运行结束' % self.name)


if __name__ == '__main__':
    w = Worker(print, '小明')
    w.start()
    w.join()
    print('主进程', os.getpid())
