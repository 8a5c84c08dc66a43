# What one can do here; `make` lists it. Everything works from a clean clone: the environment is made when it is missing.

BIN := .venv/bin
READY := .venv/ready
PLATFORM ?= linux
FAST := tests/test_project.py tests/audit tests/store tests/intake tests/disclosure tests/review tests/search/test_query.py

.DEFAULT_GOAL := help
.PHONY: help run check test proof bench screenshots wheelhouse lint models

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: $(READY) models ## make the sample case, run the main job on it, open it in the window
	@sh .ci/try

check: lint ## under a minute: format, lint, types, imports, fast tests
	@$(BIN)/python -m pytest -q -m 'not slow and not proof' $(FAST)

test: lint models ## everything that must hold, in up to twelve minutes
	@EVIDENCE_TRIAGE_BUDGET=1 $(BIN)/python -m pytest -q -m 'not proof'

proof: test ## what takes longer: many kills, mutated files, installing without a network; before a release
	@$(BIN)/python -m pytest -q -m proof --timeout 3600

bench: $(READY) models ## speed and quality on this machine, as ratios; writes benchmarks/results.json
	@$(BIN)/python benchmarks/run.py && $(BIN)/python benchmarks/readme.py

screenshots: $(READY) models ## pictures of every place, light and dark, small and large, in screenshots/
	@$(BIN)/python -m ui.screenshots screenshots

wheelhouse: $(READY) models ## a folder for a machine without a network: make wheelhouse PLATFORM=linux|windows|macos
	@$(BIN)/python .ci/wheelhouse.py $(PLATFORM)

lint: $(READY)
	@$(BIN)/ruff format --check --quiet && $(BIN)/ruff check --quiet
	@for system in linux win32 darwin; do $(BIN)/mypy --platform $$system --cache-dir .mypy_cache/$$system || exit 1; done
	@$(BIN)/lint-imports --no-logo

models: $(READY)
	@$(BIN)/python -c "from evidence_triage.embedding import prepare; prepare('all-MiniLM-L6-v2')"

$(READY): pyproject.toml constraints.txt .ci/environment
	@sh .ci/environment
