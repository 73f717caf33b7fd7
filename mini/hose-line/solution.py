class Solution:
    def couplingCost(self, hoses: list[str], p: int, s: int) -> int:
        more = hoses.count("PP") - hoses.count("SS")
        if more > 0:
            return (more - 1) * p
        if more < 0:
            return (-more - 1) * s
        return 0
