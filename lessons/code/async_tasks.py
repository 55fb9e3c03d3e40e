"""async: all tasks in an event loop, on one thread"""
import asyncio
import random
import sys
import time

sys.stdout.reconfigure(line_buffering=True)
SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 1


def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


async def do_something(name):  # task begins
    seconds = random.uniform(0.5, 1.5) * SCALE
    work(0.1 * seconds)  # task works
    await asyncio.sleep(0.9 * seconds)  # task sleeps
    print(f"{name} is done")  # task ends


async def main():
    started = time.perf_counter()
    await asyncio.gather(
        *[do_something(f"Task-{k}") for k in range(1, 11)]
    )
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    asyncio.run(main())  # main runs the loop
