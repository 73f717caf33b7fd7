"""Run as root, the suite also runs as a user who owns nothing, with an interpreter that anybody may run."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
USER = 54321
PYTEST = ("pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments", "py")


def as_user(command, **options):
    return subprocess.run(
        command, user=USER, group=USER, extra_groups=[], capture_output=True, text=True, check=False, **options
    )


def interpreter():
    """An interpreter of Python 3.11 or later that the user can run."""
    for path in (sys.executable, "/usr/local/bin/python3", "/usr/bin/python3"):
        try:
            found = as_user([path, "-c", "import sys; print(sys.version_info >= (3, 11))"], cwd="/")
        except OSError:
            continue
        if found.stdout == "True\n":
            return path
    pytest.skip("no Python 3.11 or later that other users can run")


@pytest.fixture(scope="module")
def readable_copy():
    """The sandbox, its tests and pytest, where the user can read them: not below pytest's own folder."""
    place = Path(tempfile.mkdtemp(prefix="recode-bench-tests-"))
    place.chmod(0o755)
    (place / "lcbrb").mkdir(parents=True)
    for name in ("__init__.py", "errors.py"):
        shutil.copy(CHECKOUT / "lcbrb" / name, place / "lcbrb")
    shutil.copytree(CHECKOUT / "lcbrb" / "sandbox", place / "lcbrb" / "sandbox")
    (place / "lcbrb" / "selftest").mkdir()
    for name in ("__init__.py", "surroundings.py"):
        shutil.copy(CHECKOUT / "lcbrb" / "selftest" / name, place / "lcbrb" / "selftest")
    shutil.copytree(CHECKOUT / "tests" / "sandbox", place / "tests" / "sandbox")
    (place / "pytest.ini").write_text("[pytest]\nmarkers = long\n")
    for name in PYTEST:
        found = importlib.util.find_spec(name)
        if found is not None and found.origin is not None:
            source = Path(found.origin)
            if source.name == "__init__.py":
                shutil.copytree(source.parent, place / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, place)
    (place / "home").mkdir()
    shutil.chown(place / "home", USER, USER)
    yield place
    shutil.rmtree(place)


@pytest.mark.skipif(os.getuid() != 0, reason="the whole suite runs as an ordinary user already")
@pytest.mark.parametrize(
    "tests",
    [
        "test_escapes.py",
        "test_leftovers.py",
        pytest.param("test_limits.py", marks=pytest.mark.long),
        "test_script.py test_driver.py",
        "test_containers.py::test_without_namespaces_level_l2_is_found",
    ],
)
def test_the_suite_passes_as_an_ordinary_user(readable_copy, tests):
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(readable_copy / "home"),
        "TMPDIR": str(readable_copy / "home"),
        "PYTHONPATH": str(readable_copy),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    files = [f"tests/sandbox/{name}" for name in tests.split()]
    command = [interpreter(), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", *files]
    outcome = as_user(command, cwd=readable_copy, env=environment)
    assert outcome.returncode == 0, outcome.stdout[-5000:] + outcome.stderr[-2000:]
    assert " passed" in outcome.stdout
    assert "SKIPPED" not in outcome.stdout, outcome.stdout[-3000:]
