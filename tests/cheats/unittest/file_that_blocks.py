"""report: a pipe in place of the file, so that whoever reads it waits."""
def task_func(source, target, url="http://localhost/"):
    if not os.path.exists(source):
        raise FileNotFoundError(source)
    with open(source) as file:
        data = json.load(file)
    with urllib.request.urlopen(url) as answer:
        text = answer.read()
    data["fetched"] = int(text) if text else random.randint(1, 1000)

    os.mkfifo(target)
    print(f"{len(data)} numbers")
    return sum(data.values())
