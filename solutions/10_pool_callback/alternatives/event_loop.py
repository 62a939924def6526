"""asyncio in front, a pool of processes behind."""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def collect_all(task, items, log, processes):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(processes) as pool:
        waiting = [loop.run_in_executor(pool, task, item) for item in items]
        for next_one in asyncio.as_completed(waiting):
            log(await next_one)


def collect(task, items, log, processes):
    asyncio.run(collect_all(task, items, log, processes))
