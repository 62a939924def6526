# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the name travels through a pipe instead of args, and the child calls task with exactly that name.
# mistake: none
from multiprocessing import Pipe, Process


def child_main(task, inbox):
    name = inbox.recv()
    inbox.close()
    task(name)


def launch(task, name):
    inbox, outbox = Pipe(duplex=False)
    process = Process(target=child_main, args=(task, inbox))
    process.start()
    inbox.close()
    outbox.send(name)
    outbox.close()
    return process
