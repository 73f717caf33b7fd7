class Solution:
    def earliestEnd(self, lift: list[int], scan: list[int]) -> int:
        pairs = list(zip(lift, scan))
        rising = sorted(pair for pair in pairs if pair[0] < pair[1])
        falling = sorted((pair for pair in pairs if pair[0] >= pair[1]), key=lambda pair: -pair[1])
        lifted = scanned = 0
        for a, b in rising + falling:
            lifted += a
            scanned = max(scanned, lifted) + b
        return scanned
