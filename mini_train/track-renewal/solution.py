from heapq import heapify, heappop, heappush


class Solution:
    def cheapestRenewal(self, costs: list[int], k: int) -> int:
        never = float("inf")
        n = len(costs)
        value = [never, *costs, never]
        left = [0, *range(n + 1)]
        right = [*range(1, n + 2), n + 1]
        gone = [False] * (n + 2)
        heap = [(value[i], i) for i in range(1, n + 1)]
        heapify(heap)
        total = 0
        for _ in range(k):
            while gone[heap[0][1]]:
                heappop(heap)
            cost, i = heappop(heap)
            total += cost
            before, after = left[i], right[i]
            value[i] = value[before] + value[after] - cost
            gone[before] = gone[after] = True
            left[i], right[i] = left[before], right[after]
            right[left[i]] = left[right[i]] = i
            heappush(heap, (value[i], i))
        return total
