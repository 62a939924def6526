"""Your own callback raised an exception, and the pool can do nothing more.

Callbacks run in one thread of the pool that takes in all results. Yours was given an exception and raised
it again, in that very thread, which ended with it. No further result and no further failure could be taken
in, and `join` waited for ever.

What was your callback to do with the exception that it was given?
"""
# fails: test_every_failure_reaches_on_error, test_every_result_reaches_log, test_it_returns_when_all_is_over

from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    def failed(error):
        raise error

    pool = Pool(processes)
    try:
        for item in items:
            pool.apply_async(task, (item,), callback=log, error_callback=failed)
        pool.close()
        pool.join()
    except Exception as error:
        on_error(error)
