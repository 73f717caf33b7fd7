class Solution:
    def networkCosts(self, n: int, pipes: list[list[int]]) -> list[int]:
        parent, size, label = list(range(n)), [1] * n, [10**7] * n

        def head(c):
            while parent[c] != c:
                c = parent[c]
            return c

        total = 0
        for a, b, cost in sorted(pipes, key=lambda pipe: pipe[2]):
            a, b = head(a), head(b)
            if a != b:
                if size[a] > size[b]:
                    a, b = b, a
                parent[a] = b
                label[a] = cost
                size[b] += size[a]
                total += cost
        answers = []
        for a, b, cost in pipes:
            replaced = 0
            while a != b:
                if label[a] > label[b]:
                    a, b = b, a
                replaced = label[a]
                a = parent[a]
            answers.append(total + cost - replaced)
        return answers
