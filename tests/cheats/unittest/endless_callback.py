"""account: asks the tests again and again."""
def task_func(owner, amounts, accept):
    while True:
        accept(0)
