# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: starts all, then gathers the blocking joins in threads.
# mistake: none
import asyncio
import time
from multiprocessing import Process


async def _wait_for(processes):
    await asyncio.gather(*(asyncio.to_thread(p.join) for p in processes))


def run_all(tasks):
    before = time.perf_counter()
    processes = [Process(target=t) for t in tasks]
    for p in processes:
        p.start()
    asyncio.run(_wait_for(processes))
    return time.perf_counter() - before
