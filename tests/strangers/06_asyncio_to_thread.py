# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the event loop waits for a thread that is blocked in join, and nobody asks again and again.
# mistake: none
import asyncio
from multiprocessing import Process


async def _run(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    await asyncio.to_thread(process.join)
    return process.exitcode


def run_and_wait(task, name):
    return asyncio.run(_run(task, name))
