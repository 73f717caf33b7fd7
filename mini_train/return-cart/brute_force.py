"""Keep the cart as a list with its top in front, and search it for every borrowing."""

cart = []
for _ in range(int(input())):
    event, book = input().split()
    if event == "R":
        cart = [book, *cart]
    elif book in cart:
        above = cart.index(book)
        cart = cart[above + 1 :]
        print(above + 1)
    else:
        print(1)
print(len(cart))
