class Solution:
    def trestleField(self, weights: list[int], plank: int) -> int:
        n = len(weights)
        forces = 2 * sum(field * weight for field, weight in enumerate(weights)) + plank * (n - 1)
        field, rest = divmod(forces, 2 * (sum(weights) + plank))
        return field if rest == 0 else -1
