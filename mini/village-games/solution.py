from bisect import bisect_left

n = int(input())
points = sorted(-int(word) for word in input().split())
places = [bisect_left(points, p) + 1 for p in points]
print(places.count(1), places.count(2), places.count(3))
