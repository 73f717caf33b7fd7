"""total: an event loop with an executor, a queue, a child process and time-outs."""

import asyncio
import sys


async def produce(queue, words):
    for word in words:
        await queue.put(int(word))
    await queue.put(None)


async def main():
    loop = asyncio.get_running_loop()
    text = await loop.run_in_executor(None, sys.stdin.read)
    queue = asyncio.Queue(1)
    task = asyncio.create_task(produce(queue, text.split()[1:]))
    total = 0
    while (number := await asyncio.wait_for(queue.get(), 1)) is not None:
        total += number
    await task
    child = await asyncio.create_subprocess_exec("echo", str(total), stdout=asyncio.subprocess.PIPE)
    print((await child.communicate())[0].decode().strip())


asyncio.run(main())
