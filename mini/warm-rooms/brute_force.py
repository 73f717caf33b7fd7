"""Put the stoves into all choices of rooms."""

from itertools import combinations


class Solution:
    def weakestStoves(self, need: list[int], k: int) -> int:
        rooms = range(len(need))
        return min(
            max(need[room] + min(abs(room - stove) for stove in stoves) for room in rooms)
            for stoves in combinations(rooms, k)
        )
