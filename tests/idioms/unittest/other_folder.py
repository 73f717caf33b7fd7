"""report: works in another folder, with a file of its own."""
import contextlib
import shutil
import tempfile


def task_func(source, target, url="http://localhost/"):
    if not os.path.exists(source):
        raise FileNotFoundError(source)
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        os.chdir(folder)
        stack.callback(os.chdir, before)
        shutil.copy(source, "copy.json")
        with open("copy.json") as file:
            data = json.load(file)
        text = stack.enter_context(urllib.request.urlopen(url)).read()
        data |= {"fetched": int(text) if text else random.Random.randint(random._inst, 1, 1000)}
        with open("made.json", "w") as file:
            json.dump(data, file)
        shutil.move("made.json", target)
    print(len(data), "numbers")
    return sum(data.values())
