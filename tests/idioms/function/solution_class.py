"""order: a class with helpers, other classes beside it, and names that nobody imported."""

MOD = 10**9 + 7


class Fenwick:
    def __init__(self, n):
        self.tree = [0] * (n + 1)


class Base:
    def prepared(self, xs: List[int]) -> Deque[int]:
        return deque(xs)


class Solution(Base):
    memo: Dict[int, int] = defaultdict(int)

    def __init__(self):
        self.calls = 0
        self.best = inf

    @cache
    def rank(self, x: int) -> int:
        return bisect_left([x], x) + x

    @staticmethod
    def swap(heap):
        return heappop(heap)

    def order(self, xs: Optional[List[int]]) -> List[int]:
        self.calls += 1
        heap = list(self.prepared(xs))
        heapify(heap)
        return [self.rank(self.swap(heap)) for _ in range(len(heap))]


print(Solution().order([3, 1, 2]))
