# 第四题:验证父进程和子进程的内存空间彼此隔离
from multiprocessing import Process

x = 100


def 清零(report):
    global x  # 声明 x 为全局变量
    x = 0
    report(x)
    print('子进程里的 x 是', x)


def prove_isolation(report):
    p = Process(target=清零, args=(report,))
    p.start()
    p.join()  # 等子进程结束,不用 sleep
    print('父进程里的 x 还是', x)
    return x


if __name__ == '__main__':
    prove_isolation(print)
