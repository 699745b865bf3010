# All that a person types, and all that CI calls. Each target sets up what it needs inside the clone
# and is quick when nothing changed. Nothing here needs a make newer than 3.81.

.DEFAULT_GOAL := help
.SUFFIXES:

# The Node that npm installs is the Lambda runtime's: whatever starts here, and whatever that starts,
# finds it as `node`. The path is given in each line because make 3.81 looks commands up in its own.
NODE = PATH="$(CURDIR)/node_modules/.bin:$$PATH" \
  "$(CURDIR)/node_modules/.bin/node" --disable-warning=ExperimentalWarning
PREFLIGHT = @sh scripts/preflight.sh

# What the demo reads; variables travel as environment so that any path may be given.
STACK ?= archive
export STACK LOGS KEEP CHAOS

# Whatever searches runs on a real engine, which Maven gets and Java runs.
ENGINE = java mvn

.PHONY: help build test demo prove prove-mutants lint format bench release
.PHONY: cloud-up cloud-down engine-up engine-down clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

build: needs-node node_modules/.package-lock.json ## Build every function into modules/<name>/lambda.zip
	@$(NODE) scripts/build.ts

test: needs-all node_modules/.package-lock.json ## Run all tests, or some (ONLY="lint build unit terraform e2e")
	@$(NODE) scripts/test.ts $$ONLY

demo: needs-demo node_modules/.package-lock.json ## Carry logs through a local AWS (STACK=archive LOGS=<path or -> KEEP=1 CHAOS=1)
	@$(NODE) scripts/demo/demo.ts

prove: needs-node node_modules/.package-lock.json ## Attack the promise by random faults (RUNS=100000 SEED=1 FUNCTION=<name>)
	@$(NODE) scripts/prove/prove.ts

prove-mutants: needs-node node_modules/.package-lock.json ## Break the code on purpose, and see each break caught
	@$(NODE) scripts/prove/prove-mutants.ts

lint: needs-lint node_modules/.package-lock.json ## Check types, format, imports, dead code, Terraform and shell scripts
	@$(NODE) scripts/lint.ts

format: needs-terraform node_modules/.package-lock.json ## Format all sources, TypeScript and Terraform
	@$(NODE) node_modules/@biomejs/biome/bin/biome check --write .
	@terraform fmt -recursive modules
	@terraform fmt -recursive examples

bench: needs-engine node_modules/.package-lock.json ## Measure against hand-written floors (ONLY="log-stream kinesis-to-s3 ...")
	@$(NODE) scripts/bench/run.ts $$ONLY

release: needs-node node_modules/.package-lock.json ## Tag a version that carries the built functions (VERSION=1.2.3)
	@$(NODE) scripts/release.ts "$$VERSION"

cloud-up: needs-cloud node_modules/.package-lock.json ## Start a local AWS that stays, and print what to export
	@$(NODE) scripts/local-cloud/cloud-up.ts

cloud-down: node_modules/.package-lock.json ## Stop the local AWS of cloud-up and all it started
	@$(NODE) scripts/local-cloud/cloud-down.ts

engine-up: needs-engine node_modules/.package-lock.json ## Start an OpenSearch that stays, and print what to export
	@$(NODE) scripts/opensearch/engine-up.ts

engine-down: node_modules/.package-lock.json ## Stop the OpenSearch of engine-up
	@$(NODE) scripts/opensearch/engine-down.ts

clean: ## Remove all that was built or downloaded, node_modules too (not *.tfstate)
	@if [ -f .local/cloud/cloud.json ] && [ -x node_modules/.bin/node ]; then \
	  $(NODE) scripts/local-cloud/cloud-down.ts; fi
	@if [ -f .local/engine/engine.json ] && [ -x node_modules/.bin/node ]; then \
	  $(NODE) scripts/opensearch/engine-down.ts; fi
	@rm -rf .local .cache coverage node_modules packages/*/node_modules functions/*/node_modules
	@rm -rf modules/*/lambda.zip modules/*/json-schemas.zip modules/*/.terraform examples/*/.terraform
	@rm -f modules/*/.terraform.lock.hcl examples/*/.terraform.lock.hcl
	@rm -rf packages/*/dist functions/*/dist packages/*/*.tsbuildinfo functions/*/*.tsbuildinfo
	@echo 'Clean: the next command sets up again what it needs.'

# Missing tools come first, and each has its line.
.PHONY: needs-node needs-terraform needs-cloud needs-engine needs-demo needs-lint needs-all
needs-node:
	$(PREFLIGHT) node
needs-terraform:
	$(PREFLIGHT) node terraform
needs-cloud:
	$(PREFLIGHT) node python3
needs-engine:
	$(PREFLIGHT) node $(ENGINE)
needs-demo:
	$(PREFLIGHT) node terraform python3 $(if $(CHAOS)$(filter-out archive,$(STACK)),$(ENGINE))
needs-lint:
	$(PREFLIGHT) node terraform python3
needs-all:
	$(PREFLIGHT) node terraform python3 $(ENGINE)

# npm writes this file when an installation is complete. Warnings of other people's packages are
# nothing a reader can mend, so only errors are shown.
node_modules/.package-lock.json: package-lock.json | needs-node
	@sh scripts/console/elapsed.sh 'Installing npm packages' \
	  npm ci --loglevel=error --no-audit --no-fund </dev/null >&2
	@touch $@
