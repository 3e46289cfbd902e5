# Each target does its own set-up: Python 3.11 or later, make and git are all that must be there.

VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
RULE_SAMPLES := build/rule-samples.stamp
# Where there is no cargo, all is done in Python; nothing but the tests of the native core is skipped.
CARGO := $(shell command -v cargo)
NATIVE := $(if $(CARGO),native)

# The first that runs and is new enough; `make PYTHON=...` names another.
PYTHON ?= $(shell for p in python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

CORE := cd native && cargo --quiet
OFFLINE := --locked --offline

.PHONY: native native-lint native-wheel javascript playground fidelity help demo demo-exchange check test soak lint types build bench bench-batch fuzz parity docs docs-zip serve-docs docs-version wheel lock clean

help: ## print the targets
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' $(MAKEFILE_LIST)

demo: REGISTRATION := samples/valid/registration/hangzhou-xx.json
demo: REFUSED := samples/invalid/registration/missing-legal-name.json
demo: $(VENV)/run.stamp ## the main job, on real samples
	@mkdir -p $(DEMO)
	@printf '\n== A registration is valid\n'
	$(BIN)/swschema validate $(REGISTRATION)
	@printf '\n== It is as valid in XML\n'
	$(BIN)/swschema convert $(REGISTRATION) > $(DEMO)/registration.xml
	$(BIN)/swschema validate $(DEMO)/registration.xml
	@printf '\n== Back in JSON, it has lost nothing\n'
	$(BIN)/swschema convert $(DEMO)/registration.xml > $(DEMO)/registration.json
	$(BIN)/python -c 'import json, sys; a, b = [json.load(open(f, "rb")) for f in sys.argv[1:]]; sys.exit(a != b)' \
		$(REGISTRATION) $(DEMO)/registration.json
	@printf '\n== Without its legal name it is refused, with exit code 1\n'
	$(BIN)/swschema validate $(REFUSED); test $$? -eq 1
	@printf '\n== Python has it as a Pydantic model\n'
	$(BIN)/python -c 'import pathlib, sys, swschema; print(swschema.load(pathlib.Path(sys.argv[1])).application.enterprise.legal_name)' \
		$(REGISTRATION)

demo-exchange: $(VENV)/exchange.stamp ## a registration from the account to its completion, by all its parties
	rm -rf $(DEMO)/exchange
	PATH=$(abspath $(BIN)):$$PATH samples/exchange/play.sh $(DEMO)/exchange

# In the order in which a contributor's mistakes are common; `make test` has all that this leaves out.
check: lint types $(RULE_SAMPLES) $(NATIVE) ## two and a half minutes: lint, types, generated files, the fast tests
	$(BIN)/swschema build --check
	$(BIN)/pytest -q -m 'not slow' -n 2 --dist worksteal

# Spark runs on Java: where there is none, its tests are skipped, and it need not be installed.
test: lint types $(RULE_SAMPLES) $(NATIVE) $(if $(shell command -v java),$(VENV)/spark.stamp) ## everything: lint, types, generated files, tests
	$(BIN)/pytest -n 2 --dist worksteal

# The samples that break a rule are built from the rules, and not committed.
$(RULE_SAMPLES): $(VENV)/dev.stamp $(wildcard schemas/v1/*.* schemas/v1/rules/* samples/valid/*/*.json src/swschema/compiler/*/*.py)
	$(BIN)/swschema build rule-samples >/dev/null
	@mkdir -p $(@D) && touch $@

soak: $(VENV)/dev.stamp $(NATIVE) ## what the suite does in small, at length: kills, scans, changes, mutants
	KILLS=50 $(BIN)/pytest tests/batch/test_resume.py
	KILLS=20 DAMAGED=30000 $(BIN)/pytest tests/exchange -k "kill or archive"
	SCANS=47 $(BIN)/pytest tests/test_evil.py -k scans
	SIGNED=1000 $(BIN)/pytest tests/exchange/test_law.py
	SEED=$$(date +%s) WORKBOOKS=1000 $(BIN)/pytest -n 2 tests/workbook/test_round_trip.py
	SEED=$$(date +%s) MUTANTS=30000 THOROUGH=2 $(BIN)/pytest -n 2 tests/parity/test_mutants.py
	SEED=$$(date +%s) $(BIN)/pytest -n 2 tests/test_law.py
	SEED=$$(date +%s) CONVERTED=2000 $(BIN)/pytest -n 2 tests/xslt
	SEED=$$(date +%s) NATIVE_MUTANTS=1000000 $(BIN)/pytest tests/native/test_json.py -k mutant

lint: $(VENV)/dev.stamp $(if $(CARGO),native-lint) ## ruff: rules and format; clippy and rustfmt where they are
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# Debian has clippy and rustfmt apart from cargo.
native-lint:
	if cargo clippy --version >/dev/null 2>&1; then $(CORE) clippy --all-targets $(OFFLINE) -- --deny warnings; fi
	if cargo fmt --version >/dev/null 2>&1; then $(CORE) fmt --check; fi

native: ## the native core, which makes JSON four times as quick to judge: needs cargo
	$(CORE) test --release $(OFFLINE)
	$(CORE) build --release $(OFFLINE)

types: $(VENV)/dev.stamp ## mypy, strict
	$(BIN)/mypy

build: $(VENV)/dev.stamp ## write all that is generated from schemas/
	$(BIN)/swschema build

bench: $(VENV)/dev.stamp $(VENV)/bench.stamp ## measure against the peers
	$(BIN)/python benchmarks/run.py

bench-batch: $(VENV)/dev.stamp $(VENV)/bench.stamp $(if $(shell command -v java),$(VENV)/spark.stamp) ## a million records, beside the peers
	$(BIN)/python benchmarks/batch/run.py $(BATCH)

fuzz: $(RULE_SAMPLES) $(VENV)/fuzz.stamp ## ten minutes of fuzzing, or make fuzz FUZZ_SECONDS=60
	$(BIN)/python tests/fuzz/__main__.py $(or $(FUZZ_SECONDS),600)

parity: $(RULE_SAMPLES) ## all engines, one verdict, or make parity PARITY='--seed 1a2b --write'
	PYTHONPATH=tests $(BIN)/python -m parity $(PARITY)
	PYTHONPATH=tests $(BIN)/python -m parity.rule_run $(PARITY)

fidelity: $(VENV)/dev.stamp ## what classes of this and other generators keep, into docs/*/guides/fidelity.md
	PYTHONPATH=tests $(BIN)/python -m fidelity --write

javascript: $(VENV)/dev.stamp ## the npm package, in javascript/dist/: needs Node.js
	$(BIN)/swschema build javascript
	cd javascript && npm ci --ignore-scripts --no-audit --no-fund && npm run --silent build

playground: javascript ## the playground, in docs/playground/: needs Node.js
	$(BIN)/swschema build playground rule-samples
	cd playground && npm ci --ignore-scripts --no-audit --no-fund && \
		node_modules/.bin/tsc --project . && node build.mjs

# With the playground in it where there is Node.js.
docs: $(VENV)/dev.stamp $(if $(shell command -v npm),playground) ## the site, in site/: no warnings, every link checked
	$(BIN)/swschema build pages rule-samples
	$(BIN)/mkdocs build --strict

docs-zip: docs ## the site as one file for closed networks, with a server in it: dist/swschema-site.zip
	$(BIN)/python -m swschema.compiler.site.offline site dist/swschema-site.zip

serve-docs: $(VENV)/dev.stamp $(if $(shell command -v npm),playground) ## the site at http://127.0.0.1:8000/, made anew as pages change
	$(BIN)/swschema build pages rule-samples
	$(BIN)/mkdocs serve

docs-version: $(VENV)/dev.stamp playground ## the site as one of several versions, on branch gh-pages: make docs-version VERSION=1.0
	@test -n '$(VERSION)' || { echo 'Which version? make docs-version VERSION=1.0' >&2; exit 2; }
	$(BIN)/swschema build pages rule-samples
	$(BIN)/mike deploy --update-aliases $(VERSION) latest
	$(BIN)/mike set-default latest

native-wheel: $(RULE_SAMPLES) ## the wheel for this platform, with the native core, in dist/native/
	rm -rf dist/native
	SWSCHEMA_BUILD_NATIVE=1 $(BIN)/hatchling build --target wheel --directory dist/native

wheel: $(RULE_SAMPLES) build/bill.stamp ## the wheel, and the bill of what it needs (CycloneDX), in dist/
	rm -rf dist
	$(BIN)/hatchling build --target wheel
	build/bill/bin/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml \
		--mc-type library --output-reproducible --output-file dist/swschema.cdx.json

# Pins stay unless they must move; `make lock UPGRADE=--upgrade` moves them all.
# The tests' pins bind the others, so that all can share one environment.
COMPILE = build/uv/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-annotate --custom-compile-command 'make lock' $(UPGRADE)
BOUND = $(COMPILE) --constraints requirements/dev.txt

lock: build/uv.stamp ## pin names, versions and hashes in requirements/
	$(COMPILE) pyproject.toml --extra batch --extra exchange --extra workbook --extra reference --extra build --extra docs --group backend --group dev -o requirements/dev.txt
	$(BOUND) pyproject.toml -o requirements/run.txt
	$(BOUND) pyproject.toml --extra exchange -o requirements/exchange.txt
	$(BOUND) pyproject.toml --group bench -o requirements/bench.txt
	$(BOUND) pyproject.toml --extra spark -o requirements/spark.txt
	$(BOUND) pyproject.toml --group fuzz -o requirements/fuzz.txt
	$(BOUND) --group backend -o requirements/backend.txt
	$(COMPILE) --group lock -o requirements/uv.txt
	$(COMPILE) --group bill -o requirements/bill.txt

# A tool in an environment of its own.
build/%.stamp: requirements/%.txt $(VENV)/python.stamp
	$(BIN)/python -m venv --clear build/$*
	build/$*/bin/pip install --quiet --require-hashes -r $<
	@touch $@

clean: ## remove what make made
	rm -rf $(VENV) build dist site native/target

# PySpark comes as source, which the packages of `backend` build.
$(VENV)/spark.stamp: requirements/spark.txt $(VENV)/dev.stamp
	$(BIN)/pip install --quiet --no-compile --no-build-isolation --require-hashes -r $<
	@touch $@

# A stamp is touched last, so that a set-up which broke off is done again.
$(VENV)/%.stamp: requirements/%.txt requirements/backend.txt pyproject.toml $(VENV)/python.stamp
	$(BIN)/pip install --quiet --require-hashes -r requirements/backend.txt
	$(BIN)/pip install --quiet --no-compile --no-build-isolation --require-hashes -r $<
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/python.stamp:
	@test -n '$(PYTHON)' || { echo 'swschema needs Python 3.11 or later: install it, or name it with make PYTHON=...' >&2; exit 1; }
	@echo '$(PYTHON) -m venv $(VENV)'
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo 'This Python has no venv or no ensurepip: on Debian and Ubuntu, apt-get install python3-venv' >&2; exit 1; }
	@touch $@
