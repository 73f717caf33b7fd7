"""Send a parcel from every village to all others and add up what each of them has paid."""


class Solution:
    def totalFees(self, canton: list[int], fee: list[int], roads: list[list[int]]) -> int:
        n, total = len(canton), 0
        for start in range(n):
            paid = {start: 0}
            while len(paid) < n:
                for a, b in roads:
                    for here, there in ((a, b), (b, a)):
                        if here in paid and there not in paid:
                            border = canton[here] != canton[there]
                            paid[there] = paid[here] + (fee[canton[there]] if border else 0)
            total += sum(paid.values())
        return total
