# Every task of the project; `make` alone lists them. Needs make, git and a
# Python from 3.11 to 3.13. What takes a knob passes it to reelhouse/commands/.

KNOBS := $(shell sed -n 's/^| \([A-Z0-9_]*\) |.*/\1/p' docs/knobs.md)
DDL := CATALOG SCHEMA LOCATION FOLDER READERS WRITERS
FORMER := $(shell sed -n 's/^| \([A-Z0-9_]*\) |.* Once called \([A-Z0-9_]*\).*/\2=\1/p' docs/knobs.md)
ASKED := Q METRICS BY WHERE ORDER LIMIT CSV
OPTIONS := DAYS SELECT ANSWERS URL DAY BODIES $(DDL) $(ASKED) PYTHON VENV

VENV := .venv
BIN := $(VENV)/bin
REELHOUSE := $(BIN)/python -X utf8 -m reelhouse
PROOFS := $(BIN)/python -X utf8 -m proofs
INSTALLED := $(VENV)/installed
FEED_INSTALLED := $(VENV)/feed-installed
CUSTOMERIO_INSTALLED := $(VENV)/customerio-installed
METRICS_INSTALLED := $(VENV)/metrics-installed
NOTEBOOK_INSTALLED := $(VENV)/notebook-installed
SPARK_VENV := .venv-spark
SPARK_INSTALLED := $(SPARK_VENV)/installed
FEED := $(BIN)/python -X utf8 -m feed
CUSTOMERIO := $(BIN)/python -X utf8 -m reelhouse.customerio

# A misspelled variable would be ignored in silence, so it is refused. What the environment
# gives needs no passing on: reelhouse/request.py looks there itself.
given := $(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(name)))
unknown := $(filter-out $(KNOBS) $(OPTIONS) -%,$(given))
ifneq ($(unknown),)
now := $(patsubst $(firstword $(unknown))=%,%,$(filter $(firstword $(unknown))=%,$(FORMER)))
similar := $(shell for python in $(BIN)/python python3; do "$$python" -c 'import difflib, sys; \
	print(*difflib.get_close_matches(sys.argv[1], sys.argv[2:], 1))' \
	$(firstword $(unknown)) $(KNOBS) $(OPTIONS) && break; done 2>/dev/null)
$(error unknown variable $(unknown)$(if $(now), (it is called $(now) now),$(if \
$(similar), (did you mean $(similar)?))); \
make takes $(KNOBS) $(OPTIONS))
endif

ifneq ($(filter DAYS,$(given)),)
ifeq ($(filter simulate,$(MAKECMDGOALS)),)
$(error DAYS is for make simulate alone: make simulate DAYS=$(DAYS))
endif
endif

ifneq ($(filter SELECT,$(given)),)
ifeq ($(filter mutate,$(MAKECMDGOALS)),)
$(error SELECT is for make mutate alone: make mutate SELECT=$(SELECT))
endif
endif

quote = '$(subst ','\'',$(1))'
knobs := $(foreach name,$(filter $(KNOBS),$(given)),$(call quote,$(name)=$($(name))))

option = $(if $(filter $(1),$(given)),--$(2)=$(call quote,$($(1))))

.DEFAULT_GOAL := help
.PHONY: help build day simulate full-refresh status sql ask questions dashboard docs export diagram contract test test-long check lint format \
	replay mutate holdouts exam grade exam-proof bench deps conformance evaluate changes clean \
	feed feed-load feed-sql feed-psql feed-test feed-proof feed-bench feed-volume \
	customerio customerio-ddl customerio-test metrics metrics-test notebook notebook-test spark spark-test spark-cluster

help: ## this list
	@echo "make <target> [KNOB=value ...]"
	@echo
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' Makefile \
		| while IFS='|' read -r name text; do printf '%-19s%s\n' "$$name" "$$text"; done
	@echo
	@echo "Knobs, explained in docs/knobs.md:"
	@echo "  $(KNOBS)" | fold -s -w 76 | sed 's/^ *//; s/^/  /'

build: $(INSTALLED) ## install what is missing, then load the history, or the next day, and build all
	@$(REELHOUSE) build $(knobs)

day: $(INSTALLED) ## load one more simulated day
	@$(REELHOUSE) day $(knobs)

simulate: $(INSTALLED) ## load DAYS=n more days, one build each; stops at the first that fails
	@$(REELHOUSE) simulate --days=$(call quote,$(DAYS)) $(knobs)

full-refresh: $(INSTALLED) ## drop everything and start the world again
	@$(REELHOUSE) full-refresh $(knobs)

status: $(INSTALLED) ## days loaded, rows per layer, what failed last, quarantine, size
	@$(REELHOUSE) status $(knobs)

sql: $(INSTALLED) ## a SQL prompt on the warehouse, read-only
	@$(REELHOUSE) sql $(knobs)

ask: $(INSTALLED) ## the analysts' questions; Q=name answers one, and CSV=path writes it there, too
	@$(REELHOUSE) ask $(call option,Q,q) $(call option,CSV,csv) $(knobs)

questions: $(INSTALLED) ## write docs/questions.md, with the answers of a warehouse
	@$(REELHOUSE) questions $(knobs)

dashboard: $(INSTALLED) ## the warehouse as a page of charts, opened or its path printed
	@$(REELHOUSE) dashboard $(knobs)

docs: $(INSTALLED) ## the catalog of tables, questions and metrics, opened or its path printed
	@$(REELHOUSE) docs $(knobs)

export: $(INSTALLED) ## the marts as Parquet files with a description, into target/export or FOLDER
	@$(REELHOUSE) export $(call option,FOLDER,folder) $(call option,SCHEMA,schema) $(knobs)

diagram: $(INSTALLED) ## draw each table of the star with its keys, from the project, into docs/
	@$(REELHOUSE) diagram

contract: $(INSTALLED) ## write what follows from declared fields, knobs and questions
	@$(REELHOUSE) contract

test: $(INSTALLED) ## check the project, on a small database of its own; in some five minutes
	@$(REELHOUSE) test

test-long: $(INSTALLED) ## the tests that make test leaves out, since they take longer
	@$(REELHOUSE) test-long

check: $(INSTALLED) ## what an edit is most likely to break, within a minute
	@$(REELHOUSE) check

lint: $(INSTALLED) ## the style of SQL and Python, and the workflows
	@$(REELHOUSE) lint

format: $(INSTALLED) ## put SQL and Python into that style
	@$(REELHOUSE) format

replay: $(INSTALLED) ## all long runs: days at once = day by day, killed and resumed = undisturbed
	@$(PROOFS) replay

mutate: $(INSTALLED) ## mutation testing: how many injected errors the data tests catch; SELECT='star.* ...'
	@$(PROOFS) mutate $(foreach one,$(SELECT),$(call quote,$(one)))

holdouts: $(INSTALLED) ## 20 worlds: a hold-out tells what messages do, a comparison of openers overstates it
	@$(PROOFS) holdouts

exam: $(INSTALLED) ## an unseen world with questions for analysts; SEED=n names it (docs/exam.md)
	@$(REELHOUSE) exam $(knobs)

grade: $(INSTALLED) ## score a sheet of ANSWERS to the exam of world SEED
	@$(REELHOUSE) grade --answers=$(call quote,$(ANSWERS)) $(knobs)

exam-proof: $(INSTALLED) ## 20 worlds: right queries hold the truth, the naive ones mislead
	@$(PROOFS) exam-proof

bench: $(INSTALLED) ## the benchmarks
	@$(BIN)/python -m bench

deps: $(INSTALLED) ## get the dbt packages: hub, mirror or offline_packages/
	@$(REELHOUSE) deps

conformance: $(INSTALLED) ## compare the build with the one on the real packages
	@$(PROOFS) conformance

evaluate: $(INSTALLED) ## what dbt-project-evaluator finds, against docs/checks.md
	@$(PROOFS) evaluate

changes: $(INSTALLED) ## build what differs from the warehouse and manifest.json in FOLDER, and compare
	@$(REELHOUSE) deps >/dev/null
	@$(PROOFS) changes $(call option,FOLDER,folder)

feed: $(FEED_INSTALLED) ## send the open days through Kafka, land them as Parquet, load PostgreSQL
	@$(FEED) run $(knobs)

feed-load: $(FEED_INSTALLED) ## load what has landed into PostgreSQL
	@$(FEED) load $(knobs)

feed-sql: $(FEED_INSTALLED) ## a DuckDB prompt on what has landed
	@$(FEED) sql $(knobs)

feed-psql: $(FEED_INSTALLED) ## a PostgreSQL prompt on what was loaded
	@$(FEED) psql $(knobs)

feed-test: $(FEED_INSTALLED) ## the tests of the feed that need a broker, a registry and PostgreSQL
	@$(BIN)/python -m pytest -q tests/feed

feed-proof: $(FEED_INSTALLED) ## kill every part of the feed 30 times, and find every row once
	@$(FEED).proof

feed-bench: $(FEED_INSTALLED) ## the feed beside plain programs on the same broker
	@$(FEED).bench

feed-volume: $(FEED_INSTALLED) ## a million events through one consumer, and the memory it takes
	@$(FEED).volume

customerio: $(INSTALLED) ## the calls of Customer.IO as NDJSON in target/, or to URL; one DAY or all
	@$(CUSTOMERIO) payloads $(call option,URL,url) $(call option,FOLDER,folder) \
		$(call option,BODIES,bodies) $(call option,DAY,day) $(knobs)

customerio-ddl: $(INSTALLED) ## the tables of Customer.IO as SQL for Databricks, into databricks/ or FOLDER
	@$(CUSTOMERIO) ddl $(call option,CATALOG,catalog) $(call option,SCHEMA,schema) \
		$(call option,LOCATION,location) $(call option,FOLDER,folder) \
		$(call option,READERS,readers) $(call option,WRITERS,writers)

customerio-test: $(CUSTOMERIO_INSTALLED) ## Customer.IO against Spark's grammar, Delta and the product's clients
	@$(BIN)/python -m pytest -q tests/customerio

metrics: $(METRICS_INSTALLED) ## list metrics and saved queries; Q=name, or METRICS=name,name BY=dimension,dimension
	@$(BIN)/python -X utf8 -m reelhouse.metrics $(call option,Q,q) $(call option,METRICS,metrics) \
		$(call option,BY,by) $(call option,WHERE,where) $(call option,ORDER,order) \
		$(call option,LIMIT,limit) $(call option,CSV,csv) $(knobs)

metrics-test: $(METRICS_INSTALLED) ## each metric against SQL by hand
	@$(BIN)/python -m pytest -q tests/metrics

notebook: $(NOTEBOOK_INSTALLED) ## from one raw event to an answer, step by step, in the browser
	@$(BIN)/python -X utf8 -m reelhouse.notebook $(knobs)

notebook-test: $(NOTEBOOK_INSTALLED) ## the notebook on a small warehouse, its figures by hand
	@$(BIN)/python -m pytest -q tests/python/test_notebook.py

spark: $(SPARK_INSTALLED) ## a small world on Spark with Delta in two builds, each held equal to DuckDB's, row for row
	@$(SPARK_VENV)/bin/python -X utf8 -m spark.small_world

spark-test: $(SPARK_INSTALLED) ## queries of the models in DuckDB and on Spark with Delta, side by side
	@$(SPARK_VENV)/bin/python -m pytest -q tests/spark

spark-cluster: $(SPARK_INSTALLED) ## a small world on a master and two workers, one of them killed, equal to DuckDB's
	@$(SPARK_VENV)/bin/python -u -m spark.proof

clean: ## remove what can be made again; never the database
	@rm -rf target logs .pytest_cache .ruff_cache .mypy_cache .hypothesis build *.egg-info
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
	@echo "Removed target, logs and caches; databases, dbt_packages and $(VENV) stay."

$(INSTALLED): requirements.txt pyproject.toml
	@python=''; \
	for candidate in $(if $(PYTHON),$(call quote,$(PYTHON)),python3.13 python3.12 python3.11 python3 python); do \
		if "$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
			>/dev/null 2>&1; then python="$$candidate"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Reelhouse needs Python 3.11, 3.12 or 3.13 and found none: make PYTHON=/path/to/python" >&2; \
		exit 1; \
	fi; \
	if command -v uv >/dev/null 2>&1; then \
		echo "Installing the packages of requirements.txt into $(VENV) with uv..."; \
		$(BIN)/python -c '' 2>/dev/null \
			|| { rm -rf $(VENV); uv venv -q --python "$$python" $(VENV); }; \
		if uv pip install -q --compile-bytecode --python $(BIN)/python -r requirements.txt; then touch $@; exit; fi; \
		echo "uv could not, so pip tries."; \
	fi; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		rm -rf $(VENV); \
		"$$python" -m venv $(VENV) || { \
			echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2; \
			exit 1; \
		}; \
	fi; \
	echo "Installing the packages of requirements.txt into $(VENV), about a minute..."; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt && touch $@

# What some targets take besides: the packages of requirements-<name>.txt.
$(FEED_INSTALLED) $(CUSTOMERIO_INSTALLED) $(METRICS_INSTALLED) $(NOTEBOOK_INSTALLED): $(VENV)/%-installed: requirements-%.txt $(INSTALLED)
	@echo "Installing the packages of $< into $(VENV)..."
	@if command -v uv >/dev/null 2>&1 \
		&& uv pip install -q --compile-bytecode --python $(BIN)/python -r $<; then touch $@; exit; fi; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r $< && touch $@

# Spark takes older packages than the warehouse does, so it has an environment of its own.
$(SPARK_INSTALLED): requirements-spark.txt pyproject.toml $(INSTALLED)
	@echo "Installing the packages of $< into $(SPARK_VENV), 1.2 GB..."
	@if command -v uv >/dev/null 2>&1 \
		&& uv venv -q --allow-existing --python $(BIN)/python $(SPARK_VENV) \
		&& uv pip install -q --compile-bytecode --python $(SPARK_VENV)/bin/python -r $<; then touch $@; exit; fi; \
	$(BIN)/python -m venv $(SPARK_VENV) \
		&& $(SPARK_VENV)/bin/python -m pip install -qq --disable-pip-version-check -r $< && touch $@
