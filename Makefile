# Two commands for a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUITE := $(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not browser and not nightly"
# Hundreds of processes are started: each would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo run test check browser pictures bench nightly reruns format lock audit clean

demo: $(VENV)/.run
	$(BIN)/python -m bot demo

run: $(VENV)/.run
	$(BIN)/python -m bot run

test: check
	$(SUITE)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Debian's chromium must be installed; a missing browser fails, it never skips.
browser: $(VENV)/.dev
	$(BIN)/python -m pytest -q -m browser tests/browser

# The README's pictures, taken from the demo in chromium.
pictures: $(VENV)/.dev
	$(BIN)/python -m tests.browser.pictures

# Figures of this machine against their goals; docs/benchmarks.md says which.
bench: $(VENV)/.dev
	$(BIN)/python -m bench

# The full figures of docs/reliability.md and a broadcast at the messenger's real speed: an hour
# and more.
# COUNT and SEED of the environment stand for each test's own; the figures are printed at the end.
nightly: $(VENV)/.dev
	$(BIN)/python -m pytest -n 3 --dist worksteal -m nightly --hypothesis-profile=new -rP --show-capture=stdout \
		--durations=25
	BENCH_TIMES=1 $(BIN)/python -m bench.broadcast

# The suite again and again until it fails: a hundred times, or COUNT.
reruns: $(VENV)/.dev
	for run in $$(seq $(or $(COUNT),100)); do echo "run $$run" && $(SUITE) || exit 1; done

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-header --only-binary :all: --emit-build-options \
		pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-header --only-binary :all: --emit-build-options \
		--extra dev pyproject.toml -o requirements-dev.txt

# What is pinned for running, as a CycloneDX file, and what is known against it (needs the
# internet).
audit: $(VENV)/.dev
	mkdir -p build
	$(BIN)/uv tool run --no-build --from cyclonedx-bom==7.5.0 cyclonedx-py requirements requirements.txt -o build/sbom.json
	$(BIN)/uv tool run --no-build pip-audit==2.10.1 --require-hashes --disable-pip -r requirements.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $(VENV)/.run $@
