# exercise: 04_memory_isolation
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the pause comes before the start and replaces no waiting, the spawned child is joined without limit before x is read.
# mistake: none
import multiprocessing as mp
import time

x = 100


def child(report):
    global x
    x -= x          # 0, whatever it was
    report(x)


def prove_isolation(report):
    ctx = mp.get_context("spawn")
    p = ctx.Process(target=child, args=(report,), daemon=True)
    time.sleep(0.2)     # calm before the storm
    p.start()
    p.join()
    p.close()
    return x
