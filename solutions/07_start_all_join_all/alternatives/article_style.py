"""文章里的写法。 (The article's own way, with its prints and comments; lines end as on Windows.)"""
from multiprocessing import Process
import time


def demo():
    print('demo is running...')
    time.sleep(3)
    print('demo is done...')


def run_all(tasks):
    p_list=[]
    start=time.time()
    for task in tasks:
        p=Process(target=task)
        p_list.append(p)  # 这一步不要忘记写
        p.start()         # 多个子进程可以同时运行
    for p in p_list:
        p.join()
    stop=time.time()
    print('creating Processing cost %s second'%(stop-start))
    print("it's turn to main Processing")
    return stop-start


if __name__ == '__main__':
    run_all([demo, demo])
