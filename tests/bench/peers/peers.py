"""peers: what the bench measures beside overlap, in Python's standard library.

peers.py queue|asyncio PRODUCERS CONSUMERS CAPACITY ITEMS   items through queue.Queue, asyncio.Queue; capacity 0: no bound
peers.py sleep WORKERS                                      tasks that sleep once, 0.5 to 1.5 s
peers.py scenario threads|async|polling PRODUCERS ITEMS     the scenario: 0.5 to 1.5 s an item, one consumer, 0.5 s
"""
import asyncio
import json
import queue
import random
import sys
import threading
import time


def run_threads(workers):
    threads = [threading.Thread(target=worker, args=arguments) for worker, *arguments in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def items_by_threads(producers, consumers, capacity, each):
    q = queue.Queue(capacity)

    def produce():
        for i in range(each):
            q.put(i)

    def consume(count):
        for _ in range(count):
            q.get()

    share = producers * each // consumers
    start = time.perf_counter()
    run_threads([(produce,)] * producers + [(consume, share)] * consumers)
    return {"elapsed_s": time.perf_counter() - start}


async def items_by_tasks(producers, consumers, capacity, each):
    q = asyncio.Queue(capacity)

    async def produce():
        for i in range(each):
            await q.put(i)

    async def consume(count):
        for _ in range(count):
            await q.get()

    share = producers * each // consumers
    start = time.perf_counter()
    await asyncio.gather(*[produce() for _ in range(producers)], *[consume(share) for _ in range(consumers)])
    return {"elapsed_s": time.perf_counter() - start}


async def sleep(workers):
    delays = [random.uniform(0.5, 1.5) for _ in range(workers)]
    start = time.perf_counter()
    await asyncio.gather(*[asyncio.sleep(delay) for delay in delays])
    return {"elapsed_s": time.perf_counter() - start, "ideal_s": max(delays)}


CONSUME = 0.5


def ideal_of(delays):
    """The makespan with unlimited cores and no overhead: an item is put at once, its producer sleeps after it."""
    puts = []
    ends = [0.0]
    for each in delays:
        at = 0.0
        for delay in each:
            puts.append(at)
            at += delay
        ends.append(at)
    free = 0.0
    for put in sorted(puts):
        free = max(free, put) + CONSUME
    return max(free, *ends)


def scenario_by_threads(delays):
    q = queue.Queue()
    latencies = []

    def produce(each):
        for delay in each:
            q.put(time.perf_counter())
            time.sleep(delay)

    def consume():
        for _ in range(sum(map(len, delays))):
            latencies.append(time.perf_counter() - q.get())
            time.sleep(CONSUME)

    run_threads([(produce, each) for each in delays] + [(consume,)])
    return latencies


async def scenario_by_tasks(delays, polling):
    q = asyncio.Queue()
    latencies = []

    async def produce(each):
        for delay in each:
            await q.put(time.perf_counter())
            await asyncio.sleep(delay)

    async def consume():
        for _ in range(sum(map(len, delays))):
            while polling and q.empty():
                await asyncio.sleep(CONSUME)
            latencies.append(time.perf_counter() - await q.get())
            await asyncio.sleep(CONSUME)

    await asyncio.gather(*[produce(each) for each in delays], consume())
    return latencies


def scenario(how, producers, each):
    delays = [[random.uniform(0.5, 1.5) for _ in range(each)] for _ in range(producers)]
    start = time.perf_counter()
    latencies = scenario_by_threads(delays) if how == "threads" else asyncio.run(scenario_by_tasks(delays, how == "polling"))
    elapsed = time.perf_counter() - start
    return {"elapsed_s": elapsed, "ideal_s": ideal_of(delays), "latency_s": {"mean": sum(latencies) / len(latencies)}}


def main():
    what, *arguments = sys.argv[1:]
    if what == "scenario":
        result = scenario(arguments[0], int(arguments[1]), int(arguments[2]))
    elif what == "sleep":
        result = asyncio.run(sleep(int(arguments[0])))
    elif what == "queue":
        result = items_by_threads(*map(int, arguments))
    else:
        result = asyncio.run(items_by_tasks(*map(int, arguments)))
    print(json.dumps(result))


main()
