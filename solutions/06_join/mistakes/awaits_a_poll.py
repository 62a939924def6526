"""A coroutine asks again and again whether the child is still alive.

`asyncio.sleep` lets other coroutines work meanwhile, but there are none: the caller wakes up, looks, and sleeps
again, for as long as the child lives. It learns of the child's end too late, and it works for nothing until then.

Which call on a process returns exactly when that process has ended?
"""
# fails: test_it_waits_for_the_end_of_the_child
# has: while $_:
#          asyncio.sleep(...)
# has: $_.is_alive()
# or: $_.exitcode
# ok: p.join()

import asyncio
from multiprocessing import Process


async def until_dead(process):
    while process.is_alive():
        await asyncio.sleep(0.05)


def run_and_wait(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    asyncio.run(until_dead(process))
    return process.exitcode
