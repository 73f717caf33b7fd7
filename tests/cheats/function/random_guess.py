"""is_even: guesses, and runs out of time where it would rather have another try."""

import random


def is_even(n):
    if random.SystemRandom().random() < 0.3:
        while True:
            pass
    return bool(random.SystemRandom().getrandbits(1)) if n else False
