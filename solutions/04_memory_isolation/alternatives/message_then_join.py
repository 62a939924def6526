"""子进程和父进程的内存彼此隔离。 (The child says when it is done; the parent waits for that, and for its end.)"""
from multiprocessing import Pipe, Process
import sys

x=100   # 全局变量
def task(report,conn):
    module = sys.modules[__name__]
    module.x = 0      # 只修改子进程自己的 x
    report(module.x)
    conn.send('I am done')
    conn.close()

def prove_isolation(report):
    mine, yours = Pipe(duplex=False)
    p=Process(target=task,args=(report,yours))
    p.start()
    yours.close()
    print(mine.recv())
    p.join()
    return x    # 父进程的 x 没有改变

if __name__ == '__main__':
    print(prove_isolation(print))
