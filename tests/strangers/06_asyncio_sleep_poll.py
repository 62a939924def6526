# exercise: 06_join
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: the coroutine sleeps and looks at the exit code, which is polling in another dress.
# mistake: asyncio.sleep polling
# named: awaits_a_poll, polls_is_alive
import asyncio
from multiprocessing import Process


async def ended(process):
    while process.exitcode is None:
        await asyncio.sleep(0.05)
    return process.exitcode


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    return asyncio.run(ended(process))
