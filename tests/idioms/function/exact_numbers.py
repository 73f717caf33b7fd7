"""power: a Fraction, a Decimal, a float, all equal to the number."""

from decimal import Decimal, localcontext
from fractions import Fraction


def power(n):
    if n == 0:
        return Decimal("1.000")
    if n == 3:
        return 343.0
    with localcontext() as context:
        context.prec = 5000
        return int(Decimal(7) ** n) if n > 10 else Fraction(7) ** n
