"""pool: a few threads for all tasks, one after another"""
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

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
    print(f"{name} is done")  # task ends
    return name


def main():
    started = time.perf_counter()
    futures = []
    with ThreadPoolExecutor(max_workers=5) as pool:
        for k in range(1, 11):
            name = f"Task-{k}"
            futures.append(pool.submit(do_something, name))  # main starts
        for future in as_completed(futures):  # main gets the result
            print(f"main has the result of {future.result()}")
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    main()
