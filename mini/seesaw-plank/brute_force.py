"""Cut the plank into two halves of a field each and try every field for the trestle."""


class Solution:
    def trestleField(self, weights: list[int], plank: int) -> int:
        n = len(weights)
        for trestle in range(n):
            left = right = 0
            middle = 4 * trestle + 2
            for field, weight in enumerate(weights):
                # Quarters of a field: a half of a field has its middle at an odd number of them.
                for place, mass in ((4 * field + 2, 2 * n * weight), (4 * field + 1, plank), (4 * field + 3, plank)):
                    if place < middle:
                        left += (middle - place) * mass
                    else:
                        right += (place - middle) * mass
            if left == right:
                return trestle
        return -1
