# exercise: 10_pool_callback
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: asyncio awaits the futures of a process pool as they complete and logs each at once.
# mistake: none
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def _collect(task, items, log, pool):
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(pool, task, item) for item in items]
    for future in asyncio.as_completed(futures):
        log(await future)


def collect(task, items, log, processes):
    with ProcessPoolExecutor(processes) as pool:
        asyncio.run(_collect(task, items, log, pool))
