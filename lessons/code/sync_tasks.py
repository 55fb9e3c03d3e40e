"""sync: one task after another, on one thread"""
import random
import sys
import time

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


def main():
    started = time.perf_counter()
    for k in range(1, 11):
        do_something(f"Task-{k}")  # main calls a task
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    main()
