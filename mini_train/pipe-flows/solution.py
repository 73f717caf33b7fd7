class Solution:
    def largestFlow(self, toward: list[int], net: list[int]) -> int:
        n = len(toward)
        count = [0] * n
        for i in range(1, n):
            count[toward[i]] += 1
        total = list(net)
        largest = 0
        ready = [i for i in range(1, n) if count[i] == 0]
        for i in ready:
            largest = max(largest, abs(total[i]))
            below = toward[i]
            total[below] += total[i]
            count[below] -= 1
            if below != 0 and count[below] == 0:
                ready.append(below)
        return largest
