class Solution:
    def countWays(self, switches: list[int], pattern: int) -> int:
        basis = {}

        def reduced(lamps):
            while lamps and lamps.bit_length() in basis:
                lamps ^= basis[lamps.bit_length()]
            return lamps

        free = 0
        for lamps in switches:
            rest = reduced(lamps | 1 << 50)
            if rest:
                basis[rest.bit_length()] = rest
            else:
                free += 1
        return 0 if reduced(pattern) else 2**free
