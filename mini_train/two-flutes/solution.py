class Solution:
    def countShares(self, first: str, second: str, recording: str) -> int:
        mod = 10**9 + 7
        known = {(len(first), len(second), True): 1, (len(first), len(second), False): 1}

        def ways(i, j, rested):
            state = (i, j, rested)
            if state not in known:
                note, total = recording[i + j], 0
                if i < len(first) and first[i] == note:
                    total += ways(i + 1, j, True)
                if rested and j < len(second) and second[j] == note:
                    total += ways(i, j + 1, False)
                known[state] = total % mod
            return known[state]

        return ways(0, 0, True)
