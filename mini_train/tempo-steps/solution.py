class Solution:
    def longestMedley(self, tempo: list[int], seconds: list[int], d: int) -> int:
        longest = []
        for i, own in enumerate(tempo):
            before = [longest[j] for j in range(i) if abs(tempo[j] - own) <= d]
            longest.append(seconds[i] + max(before, default=0))
        return max(longest)
