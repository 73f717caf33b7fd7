class Solution:
    def turnTray(self, tray: list[str], k: int) -> list[str]:
        for _ in range(k % 4):
            tray = ["".join(column) for column in zip(*reversed(tray))]
        return tray
