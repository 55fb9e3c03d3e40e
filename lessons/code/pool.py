"""pool: a few threads for all workers, one after another"""
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import Queue

sys.stdout.reconfigure(line_buffering=True)
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1


def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def generate(name, num, data):  # producer begins
    for k in range(1, num + 1):  # producer ends
        seconds = random.uniform(0.5, 1.5) * SCALE
        work(0.1 * seconds)  # producer works
        print(f"{name} puts item {k} ({k * k})")
        data.put((k * k, time.perf_counter()))  # producer puts
        time.sleep(0.9 * seconds)  # producer sleeps


def process(name, num, data):  # consumer begins
    for _ in range(num):  # consumer ends
        item, created = data.get()  # consumer gets
        waited = time.perf_counter() - created
        print(f"{name} takes {item}, which waited {waited:.2f} s")
        work(0.05 * SCALE)  # consumer works
        time.sleep(0.45 * SCALE)  # consumer sleeps


def main():
    started = time.perf_counter()
    data = Queue()
    with ThreadPoolExecutor(max_workers=5) as pool:
        futures = [  # main starts
            pool.submit(generate, "P1", 10, data),
            pool.submit(generate, "P2", 10, data),
            pool.submit(process, "C1", 20, data),
        ]
        for future in as_completed(futures):  # main gets the result
            future.result()
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    main()
