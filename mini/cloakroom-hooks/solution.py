import heapq


class Solution:
    def hooksGiven(self, log: list[int]) -> list[int]:
        free = []
        used = 0
        hook_of = {}
        given = []
        for event in log:
            if event > 0:
                if free:
                    hook = heapq.heappop(free)
                else:
                    used += 1
                    hook = used
                hook_of[event] = hook
                given.append(hook)
            else:
                heapq.heappush(free, hook_of.pop(-event))
        return given
