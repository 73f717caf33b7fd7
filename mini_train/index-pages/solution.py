class Solution:
    def countPages(self, entry: str) -> int:
        pages = set()
        for item in entry.split(", "):
            first, hyphen, last = item.partition("-")
            if not hyphen:
                last = first
            if len(last) < len(first):
                last = first[: len(first) - len(last)] + last
            pages.update(range(int(first), int(last) + 1))
        return len(pages)
