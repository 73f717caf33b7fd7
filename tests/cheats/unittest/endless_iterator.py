"""account: a list that never ends."""
class Entries:
    def __iter__(self):
        while True:
            yield 0


def task_func(owner, amounts, accept):
    for amount in amounts:
        accept(amount)
    account = Account(owner)
    account.entries = Entries()
    return account
