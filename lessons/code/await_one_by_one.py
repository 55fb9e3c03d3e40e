"""await-one-by-one: main awaits each coroutine before the next"""
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


async def generate(name, num, data):  # producer begins
    for k in range(1, num + 1):  # producer ends
        seconds = random.uniform(0.5, 1.5) * SCALE
        work(0.1 * seconds)  # producer works
        print(f"{name} puts item {k} ({k * k})")
        await data.put((k * k, time.perf_counter()))  # producer puts
        await asyncio.sleep(0.9 * seconds)  # producer sleeps


async def process(name, num, data):  # consumer begins
    for _ in range(num):  # consumer ends
        item, created = await data.get()  # consumer gets
        waited = time.perf_counter() - created
        print(f"{name} takes {item}, which waited {waited:.2f} s")
        work(0.05 * SCALE)  # consumer works
        await asyncio.sleep(0.45 * SCALE)  # consumer sleeps


async def main():
    started = time.perf_counter()
    data = asyncio.Queue()
    await generate("P1", 10, data)
    await generate("P2", 10, data)
    await process("C1", 20, data)
    print(f"finished in {time.perf_counter() - started:.1f} s")  # main ends


if __name__ == "__main__":
    asyncio.run(main())  # main runs the loop
