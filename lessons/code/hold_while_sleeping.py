"""hold-while-sleeping: the lock is held during the sleep, too"""
import random
import sys
import time
from collections import deque
from threading import Condition, Thread

sys.stdout.reconfigure(line_buffering=True)
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1
not_empty = Condition()


def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def generate(name, num, data):  # producer begins
    for k in range(1, num + 1):  # producer ends
        seconds = random.uniform(0.5, 1.5) * SCALE
        with not_empty:  # producer waits for the lock
            work(0.1 * seconds)  # producer works
            print(f"{name} puts item {k} ({k * k})")
            data.append((k * k, time.perf_counter()))  # producer puts
            not_empty.notify()
            time.sleep(0.9 * seconds)  # producer sleeps


def process(name, num, data):  # consumer begins
    for _ in range(num):  # consumer ends
        with not_empty:  # consumer waits for the lock
            while not data:
                not_empty.wait()  # consumer waits for an item
            item, created = data.popleft()  # consumer gets
            waited = time.perf_counter() - created
            print(f"{name} takes {item}, which waited {waited:.2f} s")
            work(0.05 * SCALE)  # consumer works
            time.sleep(0.45 * SCALE)  # consumer sleeps


def main():
    started = time.perf_counter()
    data = deque()
    threads = [
        Thread(target=generate, args=["P1", 10, data]),
        Thread(target=generate, args=["P2", 10, data]),
        Thread(target=process, args=["C1", 20, data]),
    ]
    for thread in threads:
        thread.start()  # main starts
    for thread in threads:
        thread.join()  # main joins
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    main()
