"""Let the dancers leave in all possible manners."""


class Solution:
    def mostApplause(self, fame: list[int]) -> int:
        def applause(row):
            totals = [0]
            for i in range(len(row) - 1):
                totals.append(row[i] * row[i + 1] + applause(row[:i] + row[i + 2 :]))
            return max(totals)

        return applause(fame)
