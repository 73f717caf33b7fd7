"""account: every object leads to a thousand more."""
class Entries:
    def __iter__(self):
        return iter([Entries() for _ in range(1000)])

    def __eq__(self, other):
        return True

    __hash__ = None


def task_func(owner, amounts, accept):
    for amount in amounts:
        accept(amount)
    account = Account(owner)
    account.entries = [[Entries() for _ in range(1000)] for _ in range(1000)]
    return account
