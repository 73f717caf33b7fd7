def main():
    n = int(input())
    cart, on_cart = [], set()
    for _ in range(n):
        event, book = input().split()
        if event == "R":
            cart.append(book)
            on_cart.add(book)
            continue
        grips = 1
        if book in on_cart:
            while cart[-1] != book:
                on_cart.remove(cart.pop())
                grips += 1
            on_cart.remove(cart.pop())
        print(grips)
    print(len(cart))


main()
