"""The parallel half by asyncio with a pool of processes behind it; the serial half with `apply`."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def run_serial(task, items, processes):
    pool = multiprocessing.Pool(processes)
    results = [pool.apply(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return results


async def gather(task, items, processes):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=processes) as executor:
        return await asyncio.gather(*[loop.run_in_executor(executor, task, item) for item in items])


def run_parallel(task, items, processes):
    return list(asyncio.run(gather(task, items, processes)))
