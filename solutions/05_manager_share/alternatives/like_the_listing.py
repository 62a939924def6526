# 用 Manager 在进程之间共享字典和列表 (much like the listing, without hiding the builtin names)
from multiprocessing import get_context
import os

ctx = get_context('spawn')

def Foo(task,dic,lst):
    dic[os.getpid()]=task()
    lst.append(os.getpid())
    print(lst)   # 打印的是整个列表

def share_pids(task,n):
    with ctx.Manager() as manager:
        dic=manager.dict() # 空字典
        lst=manager.list() # 空列表
        p_list=[]
        for i in range(n):
            p=ctx.Process(target=Foo,args=(task,dic,lst))
            p.start()
            p_list.append(p)
        for p in p_list:
            p.join()
        print(dic)
        result=dic._getvalue(),lst._getvalue()
    return result

if __name__ == '__main__':
    print(share_pids(os.getppid,10))
