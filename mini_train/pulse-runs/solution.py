def join(one, other):
    if one is None:
        return other
    length1, first, prefix1, best1, last1, suffix1 = one
    length2, first2, prefix2, best2, last, suffix2 = other
    meet = last1 == first2
    prefix = prefix1 + prefix2 if meet and prefix1 == length1 else prefix1
    suffix = suffix1 + suffix2 if meet and suffix2 == length2 else suffix2
    best = max(best1, best2, suffix1 + prefix2 if meet else 0)
    return length1 + length2, first, prefix, best, last, suffix


def repeat(block, k):
    length, first, prefix, best, last, suffix = block
    if prefix == length:
        return k * length, first, k * length, k * length, last, k * length
    if k > 1 and first == last:
        best = max(best, suffix + prefix)
    return k * length, first, prefix, best, last, suffix


def main():
    current, number, opened = None, 0, []
    for character in input().strip():
        if character.isdigit():
            number = 10 * number + int(character)
        elif character == "(":
            opened.append((current, number))
            current, number = None, 0
        elif character == ")":
            before, k = opened.pop()
            current = join(before, repeat(current, k))
        else:
            current = join(current, (1, character, 1, 1, character, 1))
    print(current[3])


main()
