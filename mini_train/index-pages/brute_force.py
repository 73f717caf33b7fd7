"""Ask for every page of the book whether some item names it."""


def bounds(item):
    if "-" not in item:
        return int(item), int(item)
    first, last = item.split("-")
    if len(last) >= len(first):
        return int(first), int(last)
    page = int(first)
    while not str(page).endswith(last):
        page += 1
    return int(first), page


class Solution:
    def countPages(self, entry: str) -> int:
        ranges = [bounds(item) for item in entry.split(", ")]
        return sum(any(low <= page <= high for low, high in ranges) for page in range(1, 20001))
