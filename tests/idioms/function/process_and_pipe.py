"""add: a multiprocessing process that answers over a pipe."""

import multiprocessing


def work(connection, a, b):
    connection.send(a + b)
    connection.close()


def add(a, b):
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, a, b))
    process.start()
    answer = ours.recv()
    process.join()
    return answer
