row = ["SATB".index(voice) for voice in input().strip()]
count = [0] * 4
forward = backward = 0
for voice in row:
    forward += sum(count[voice + 1 :])
    backward += sum(count[:voice])
    count[voice] += 1
print(min(forward, backward))
