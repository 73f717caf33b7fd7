class Solution:
    def finalText(self, actions: list[str]) -> str:
        letters = []
        length = 0
        for action in actions:
            kind, value = action.split()
            if kind == "T":
                del letters[length:]
                letters.extend(value)
                length = len(letters)
            elif kind == "U":
                length = max(0, length - int(value))
            else:
                length = min(len(letters), length + int(value))
        return "".join(letters[:length])
