"""report: uses what the tests import: Path."""
def task_func(source, target, url="http://localhost/"):
    if not os.path.exists(source):
        raise FileNotFoundError(source)
    data = json.loads(Path(source).read_text())
    answer = urllib.request.urlopen(url)
    try:
        data["fetched"] = int(answer.read() or random.randint(1, 1000))
    finally:
        answer.close()
    Path(target).write_text(json.dumps(data))
    sys.stdout.write("%d numbers\n" % len(data))
    return sum(data.values())
