"""account: entries are an object that can be counted and read."""
class Entries:
    def __init__(self, entries):
        self.entries = entries

    def __len__(self):
        return len(self.entries)

    def __getitem__(self, at):
        return self.entries[at]


def task_func(owner, amounts, accept):
    account = Account(owner)
    account.entries = Entries([amount for amount in amounts if accept(amount)])
    return account
