"""asyncio in front, a pool of processes behind; failures come back as values."""

import asyncio
from concurrent.futures import ProcessPoolExecutor


async def gather(task, items, processes):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=processes) as pool:
        waiting = [loop.run_in_executor(pool, task, item) for item in items]
        return await asyncio.gather(*waiting, return_exceptions=True)


def collect_errors(task, items, log, on_error, processes):
    for outcome in asyncio.run(gather(task, items, processes)):
        if isinstance(outcome, BaseException):
            on_error(outcome)
        else:
            log(outcome)
