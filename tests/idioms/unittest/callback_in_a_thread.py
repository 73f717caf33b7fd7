"""account: asks the tests from a thread of its own."""
import threading


class Subaccount(Account):
    pass


def task_func(owner, amounts, accept):
    account = Subaccount(owner)

    def work():
        account.entries.extend(amount for amount in amounts if accept(amount))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return account
