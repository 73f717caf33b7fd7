import heapq


class Solution:
    def fewestKeys(self, hits: list[int]) -> int:
        wanted = [1] + [max(1, count) for count in hits]
        keys = sum(wanted) - 1
        heap = []
        for passes in reversed(wanted):
            heapq.heappush(heap, -passes)
            largest = -heap[0]
            if largest > passes:
                keys += largest - passes
                heapq.heapreplace(heap, -passes)
        return keys
