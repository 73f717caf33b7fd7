"""Look along the hooks from the first one on, each time."""


class Solution:
    def hooksGiven(self, log: list[int]) -> list[int]:
        hooks = [None] * (len(log) + 1)
        given = []
        for event in log:
            if event > 0:
                number = 1
                while hooks[number] is not None:
                    number += 1
                hooks[number] = event
                given.append(number)
            else:
                hooks[hooks.index(-event)] = None
        return given
