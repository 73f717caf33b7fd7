"""find_zero: Newton's method from far away."""


def find_zero(xs):
    x = 40.0
    for _ in range(20_000):
        value = sum(c * x**i for i, c in enumerate(xs))
        slope = sum(i * c * x ** (i - 1) for i, c in enumerate(xs) if i)
        if abs(value) < 1e-9:
            break
        x -= value / slope if slope else -0.123
    return x
