"""asyncio in front, a process for each task behind."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter


async def gather(tasks):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(len(tasks)) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, task) for task in tasks))


def run_all(tasks):
    before = perf_counter()
    asyncio.run(gather(tasks))
    after = perf_counter()
    print(f"{len(tasks)} tasks")
    return after - before
