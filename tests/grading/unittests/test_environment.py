"""BigCodeBench's environment: a given interpreter, and building one. Building all of it is left to its users."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lcbrb import problems
from lcbrb.contract import Problem, Protocol
from lcbrb.errors import UserError
from lcbrb.grading import unittests
from lcbrb.grading.unittests import corpora, environment
from lcbrb.grading.unittests.environment import Environment, bigcodebench_environment

DISTRIBUTIONS = {
    "sklearn": "scikit-learn", "bs4": "beautifulsoup4", "dateutil": "python-dateutil", "cv2": "opencv-python-headless",
    "PIL": "pillow", "flask_mail": "flask-mail", "docx": "python-docx", "flask_restful": "flask-restful",
    "flask_login": "flask-login", "flask_wtf": "flask-wtf", "skimage": "scikit-image", "mpl_toolkits": "matplotlib",
    "python_http_client": "python-http-client", "Crypto": "pycryptodome", "yaml": "pyyaml",
    "tensorflow": "tensorflow-cpu",
}  # fmt: skip


@pytest.mark.skipif("LCBRB_DATA" not in os.environ, reason="LCBRB_DATA is not set")
def test_every_library_that_a_task_names_is_pinned():
    pinned = {re.split(r"[=;]", line)[0].lower() for line in environment.REQUIREMENTS.read_text().splitlines()}
    named = {name for problem in problems.load("bigcodebench").outlines() for name in problem.libraries}
    libraries = named - sys.stdlib_module_names
    assert len(libraries) > 50
    assert {name for name in libraries if DISTRIBUTIONS.get(name, name).lower() not in pinned} == set()


def test_every_package_is_pinned_exactly():
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in environment.requirements())
    assert len(environment.requirements()) > 100


def test_a_given_interpreter_is_described(monkeypatch):
    monkeypatch.setattr(environment, "PREIMPORTED", ("numpy.testing", "nowhere.module"))
    found = bigcodebench_environment(Path(sys.executable))
    assert found.python == Path(sys.executable)
    assert re.fullmatch(r"[0-9a-f]{64}", found.fingerprint)
    assert found.preimport == ("numpy.testing",)
    preimport = found.preimport_for(Problem("q", "bigcodebench", "", Protocol.UNITTEST, (), libraries=("numpy",)))
    assert preimport.modules == ("numpy.testing",)
    with unittests.open_sandbox("L2", preimport, python=found.python, allow_unsafe=True, probe=False) as sandbox:
        assert sandbox.facts()["python"].startswith("3.")


MODULES = ("numpy.testing", "pandas.testing", "scipy.stats", "sklearn.metrics", "nltk", "bs4")


@pytest.mark.parametrize(
    ("libraries", "code", "modules"),
    [
        ((), "import os, json", ()),
        (("pandas", "os"), "", MODULES[:2]),
        ((), "import unittest\nfrom  numpy import nan", MODULES[:2]),
        (("numpy",), "    import sklearn.svm", MODULES[:4]),
        (("nltk", "numpy"), "", MODULES),
        (("pandas",), 'assert str(type(x)).endswith("sklearn.Some\'>")', MODULES[:4]),
        (("not_there",), "", ()),
    ],
)
def test_a_server_imports_what_a_problem_needs_and_little_else(libraries, code, modules):
    found = Environment(Path(sys.executable), "", MODULES)
    problem = Problem("q", "bigcodebench", "", Protocol.UNITTEST, (), libraries=libraries, test_code=code)
    assert found.preimport_for(problem).modules == modules


@pytest.mark.parametrize("path", ["/nowhere/python", "/bin/true", "/bin/false", __file__])
def test_what_is_no_interpreter_is_one_sentence(path):
    with pytest.raises(UserError, match="is not a Python interpreter"):
        bigcodebench_environment(Path(path))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder with one package for pip, which otherwise reaches nothing."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    with zipfile.ZipFile(wheels / "here-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("here.py", "value = 5\n")
        wheel.writestr("here-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: here\nVersion: 1.0\n")
        wheel.writestr("here-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("here-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("LCBRB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    monkeypatch.setattr(environment, "PYTHON", f"{sys.version_info.major}.{sys.version_info.minor}")
    requirements = tmp_path / "requirements.txt"
    monkeypatch.setattr(environment, "REQUIREMENTS", requirements)
    return requirements


def test_what_cannot_be_installed_takes_nothing_with_it(package, tmp_path, capsys):
    package.write_text(
        "# pins\nabsent-one==1.0\nhere==1.0\nabsent-two==2.0; python_version > '3'\nold==3; python_version < '3'\n"
    )
    found = bigcodebench_environment()
    assert set(found.missing) == {"absent-one==1.0", "absent-two==2.0"}
    assert "absent-one" in found.missing["absent-one==1.0"]
    said = capsys.readouterr().err
    assert "Not installed: absent-two==2.0" in said
    value = subprocess.run(
        [found.python, "-c", "import here; print(here.value)"], capture_output=True, text=True, check=True
    )
    assert value.stdout == "5\n"
    assert bigcodebench_environment() == found
    assert "Building" not in capsys.readouterr().err


def test_data_that_is_downloaded_later_makes_another_environment(package, capsys):
    package.write_text("here==1.0\n")
    found = bigcodebench_environment()  # NLTK is not in it
    assert f"Not downloaded: NLTK's {', '.join(corpora.NAMES)}." in capsys.readouterr().err
    (corpora.folder_of(found.python) / "corpora" / "words").mkdir(parents=True)
    later, given = bigcodebench_environment(), bigcodebench_environment(found.python)
    assert later.fingerprint == given.fingerprint != found.fingerprint


def test_a_build_that_was_killed_is_done_again(package, tmp_path):
    package.write_text("here==1.0\n")
    found = bigcodebench_environment()
    folder = found.python.parents[1]
    (folder / "complete.json").unlink()
    (folder / "half").write_text("")
    assert bigcodebench_environment() == found
    assert not (folder / "half").exists()


def test_nothing_installed_is_one_sentence(package):
    package.write_text("absent==1.0\n")
    with pytest.raises(UserError, match=r"None of BigCodeBench's libraries can be installed: .*absent"):
        bigcodebench_environment()


def test_an_index_out_of_reach_is_one_sentence(package, monkeypatch):
    package.write_text("absent==1.0\n")
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(UserError, match="out of reach"):
        bigcodebench_environment()


def test_a_python_of_another_version_is_asked_for(package, monkeypatch):
    monkeypatch.setattr(environment, "PYTHON", "2.4")
    with pytest.raises(UserError, match=r"need Python 2\.4, .*--bigcodebench-python"):
        bigcodebench_environment()


def test_a_cache_that_cannot_be_written_is_one_sentence(package, monkeypatch):
    package.write_text("here==1.0\n")
    monkeypatch.setenv("LCBRB_CACHE", str(package))
    with pytest.raises(UserError, match="LCBRB_CACHE"):
        bigcodebench_environment()
