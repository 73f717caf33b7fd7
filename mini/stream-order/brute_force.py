"""Read the definition literally, section by section."""


class Solution:
    def orderAtSea(self, into: list[int]) -> int:
        def order(section):
            inflows = sorted((order(i) for i, below in enumerate(into) if below == section), reverse=True)
            if not inflows:
                return 1
            if len(inflows) > 1 and inflows[1] == inflows[0]:
                return inflows[0] + 1
            return inflows[0]

        return order(into.index(-1))
