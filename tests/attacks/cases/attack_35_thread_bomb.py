"""Attack 35: threads without end (300 at most).

expect: P
says: stopped at the process limit
"""

import threading
import time


def launch(task, name):
    threading.stack_size(256 << 10)
    for _ in range(300):
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
    time.sleep(20)
