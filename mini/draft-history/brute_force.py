"""Keep the text and what can be restored as two strings, and move letter by letter."""


class Solution:
    def finalText(self, actions: list[str]) -> str:
        text = ""
        undone = ""
        for action in actions:
            if action[0] == "T":
                text += action[2:]
                undone = ""
                continue
            for _ in range(int(action[2:])):
                if action[0] == "U" and text:
                    text, undone = text[:-1], text[-1] + undone
                elif action[0] == "R" and undone:
                    text, undone = text + undone[0], undone[1:]
        return text
