# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: it chooses spawn for itself through a context, which the contract allows, and hands back a live process.
# mistake: none
import multiprocessing as mp

# I work on a Mac, so I always want the same behaviour everywhere
ctx = mp.get_context("spawn")


def launch(task, name):
    child = ctx.Process(target=task, args=[name])
    child.start()
    return child
