"""swallowed: a task raises an exception that nobody sees"""
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from queue import Queue

sys.stdout.reconfigure(line_buffering=True)
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1


def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def generate(name, num, data):  # producer begins
    try:
        for k in range(1, num + 1):  # producer ends
            seconds = random.uniform(0.5, 1.5) * SCALE
            work(0.1 * seconds)  # producer works
            if name == "P1" and k == 3:
                raise ValueError("item 3 is broken")  # producer fails
            print(f"{name} puts item {k} ({k * k})")
            data.put((k * k, time.perf_counter()))  # producer puts
            time.sleep(0.9 * seconds)  # producer sleeps
    finally:
        data.put((None, None))


def process(name, producers, data):  # consumer begins
    while producers > 0:  # consumer ends
        item, created = data.get()  # consumer gets
        if item is None:
            producers -= 1
            continue
        waited = time.perf_counter() - created
        print(f"{name} takes {item}, which waited {waited:.2f} s")
        work(0.05 * SCALE)  # consumer works
        time.sleep(0.45 * SCALE)  # consumer sleeps


def main():
    started = time.perf_counter()
    data = Queue()
    with ThreadPoolExecutor(max_workers=5) as pool:  # main joins
        futures = [  # main starts
            pool.submit(generate, "P1", 10, data),
            pool.submit(generate, "P2", 10, data),
            pool.submit(process, "C1", 2, data),
        ]
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends
    for future in futures:
        future.result()  # main gets the result


if __name__ == "__main__":
    main()
