"""sync: one worker after another, on one thread"""
import random
import sys
import time
from collections import deque

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
        data.append((k * k, time.perf_counter()))  # producer puts
        time.sleep(0.9 * seconds)  # producer sleeps


def process(name, num, data):  # consumer begins
    for _ in range(num):  # consumer ends
        item, created = data.popleft()  # consumer gets
        waited = time.perf_counter() - created
        print(f"{name} takes {item}, which waited {waited:.2f} s")
        work(0.05 * SCALE)  # consumer works
        time.sleep(0.45 * SCALE)  # consumer sleeps


def main():
    started = time.perf_counter()
    data = deque()
    for name in ["P1", "P2"]:
        generate(name, 10, data)  # main calls a producer
    process("C1", 20, data)  # main calls a consumer
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    main()
