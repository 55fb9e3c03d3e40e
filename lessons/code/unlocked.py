"""unlocked: two consumers look and then take, without a lock"""
import random
import sys
import time
from threading import Thread

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
        while not data:
            time.sleep(0.01 * SCALE)  # consumer waits to look again
        time.sleep(0.001 * SCALE)  # consumer waits in between
        item, created = data[0]  # consumer gets
        time.sleep(0.001 * SCALE)
        del data[0]  # consumer fails
        waited = time.perf_counter() - created
        print(f"{name} takes {item}, which waited {waited:.2f} s")
        work(0.05 * SCALE)  # consumer works
        time.sleep(0.45 * SCALE)  # consumer sleeps


def main():
    started = time.perf_counter()
    data = []
    threads = [
        Thread(target=generate, args=["P1", 10, data]),
        Thread(target=generate, args=["P2", 10, data]),
        Thread(target=process, args=["C1", 10, data]),
        Thread(target=process, args=["C2", 10, data]),
    ]
    for thread in threads:
        thread.start()  # main starts
    for thread in threads:
        thread.join()  # main joins
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    main()
