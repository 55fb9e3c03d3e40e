"""swallowed: a task raises an exception that nobody sees"""
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sys.stdout.reconfigure(line_buffering=True)
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1


def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def do_something(name):  # task begins
    seconds = random.uniform(0.5, 1.5) * SCALE
    work(0.1 * seconds)  # task works
    time.sleep(0.9 * seconds)  # task sleeps
    if name == "Task-1":
        raise ValueError("the first is broken")  # task fails
    print(f"{name} is done")  # task ends


def main():
    started = time.perf_counter()
    futures = []
    with ThreadPoolExecutor(max_workers=5) as pool:  # main joins
        for k in range(1, 11):
            name = f"Task-{k}"
            futures.append(pool.submit(do_something, name))  # main starts
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends
    for future in futures:
        future.result()  # main gets the result


if __name__ == "__main__":
    main()
