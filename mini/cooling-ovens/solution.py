class Solution:
    def firstMinute(self, bake: list[int], batch: list[int], rest: list[int], n: int) -> int:
        ovens = [(b, k, b * k + r) for b, k, r in zip(bake, batch, rest, strict=True)]

        def loaves(minute):
            return sum(minute // cycle * k + min(k, minute % cycle // b) for b, k, cycle in ovens)

        early, late = 0, min(b * n + r * (n // k) for b, k, r in zip(bake, batch, rest, strict=True))
        while late - early > 1:
            middle = (early + late) // 2
            if loaves(middle) >= n:
                late = middle
            else:
                early = middle
        return late
