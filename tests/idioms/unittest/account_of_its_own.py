"""account: a class in place of the one that was given."""
class Account:
    kinds = 0

    def __init__(self, owner):
        type(self).kinds += 1
        self.owner = owner
        self._entries = ()

    @property
    def entries(self):
        return list(self._entries)


def task_func(owner, amounts, accept):
    account = Account(owner)
    account._entries = tuple(filter(accept, amounts))
    return account
