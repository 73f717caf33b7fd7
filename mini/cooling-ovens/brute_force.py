"""Note the minute of each loaf of each oven."""


class Solution:
    def firstMinute(self, bake: list[int], batch: list[int], rest: list[int], n: int) -> int:
        done = []
        for minutes, most, pause in zip(bake, batch, rest, strict=True):
            now = 0
            for loaf in range(1, n + 1):
                now += minutes
                done.append(now)
                if loaf % most == 0:
                    now += pause
        return sorted(done)[n - 1]
