# make run, make test: these two are enough. make check is the whole gate.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# One set of Go flags for build, vet, tests and tools: other flags compile every dependency again.
export CGO_ENABLED := 0
export GOFLAGS := -trimpath -buildvcs=false
export GOWORK := off

# Go, npm and Chromium keep their caches in HOME. Where there is none, this tree has one.
ifneq ($(shell test -d "$$HOME" && test -w "$$HOME" && echo there),there)
export HOME := $(CURDIR)/.cache/home
$(shell mkdir -p "$(HOME)")
endif

VERSION ?= $(shell git -c safe.directory='*' describe --tags --always --dirty 2>/dev/null || echo dev)
FUZZTIME ?= 60s
BENCH ?= .

NPM := npm --prefix frontend
TOOL := go tool -modfile=deploy/tools/go.mod
PAGES := frontend/dist/.vite/manifest.json
PAGE_SOURCES := $(shell find frontend -type f \
  -not -path '*/node_modules/*' -not -path 'frontend/dist/*' -not -path 'frontend/e2e/*' -not -path 'frontend/test-results/*' \
  -not -name '*.go' -not -name '*.test.ts' -not -name '.*')

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build what is missing, start http://localhost:8080 with a demo meeting
	@exec bin/convener serve --demo --data bin/demo

.PHONY: test
test: setup-test build ## install what is missing (says what and why), run every test
	@.ci/stage 'go vet' go vet ./...
	@.ci/stage 'go test' go test ./...
	@.ci/stage 'front end: types' $(NPM) run --silent check
	@.ci/stage 'front end: units' $(NPM) run --silent test
	@.ci/stage 'browser' $(NPM) run --silent e2e

# Tests that start other programs skip themselves under -short.
# The stage deploy takes 20 s the first time and 2 s after; it reads files outside its module,
# whose changes Go's cache of results does not see: hence -count=1.
.PHONY: check
check: setup-check build ## format, lint, generated files, race, 3 s of each fuzz target, then make test
	@.ci/stage 'format' .ci/format
	@.ci/stage 'generated files' .ci/generated
	@.ci/stage 'go lint' $(TOOL) golangci-lint run
	@.ci/stage 'front end: lint' $(NPM) run --silent lint
	@.ci/stage 'deploy' go -C deploy/check test -count=1 ./...
	@.ci/stage 'go race' env CGO_ENABLED=1 go test -race -short ./meeting/... ./captions/... ./server/...
	@.ci/fuzz 3s
	@$(MAKE) --no-print-directory test

.PHONY: fuzz
fuzz: setup-run ## each fuzz target for FUZZTIME (60s)
	@.ci/fuzz $(FUZZTIME)

.PHONY: bench
bench: setup-run ## the benchmarks that match BENCH (all), one package at a time
	@go test -p 1 -run '^$$' -bench '$(BENCH)' -benchmem ./...

.PHONY: paint
paint: setup-test build ## how soon a post reaches 1,000 readers, and the screen of one browser among them (3 min)
	@go build -o bin/loadtest ./cmd/loadtest
	@$(NPM) run --silent bench

.PHONY: generate
generate: setup-run ## write the generated files anew
	@go generate ./...

.PHONY: format
format: setup-run frontend/node_modules/.stamp ## format Go and the front end
	@$(TOOL) golangci-lint fmt
	@$(NPM) run --silent format

.PHONY: deadcode
deadcode: setup-run ## functions that no program and no test reaches
	@$(TOOL) deadcode -test ./...

.PHONY: build
build: bin/convener ## build bin/convener with its pages

# go build knows better than make what has changed; with nothing changed it takes a moment.
.PHONY: bin/convener
bin/convener: $(PAGES)
	@go build -ldflags '-s -w -X main.version=$(VERSION)' -o $@ ./cmd/convener

$(PAGES): $(PAGE_SOURCES) frontend/node_modules/.stamp
	@.ci/stage 'front end: build' $(NPM) run --silent build

frontend/node_modules/.stamp: frontend/package.json frontend/package-lock.json frontend/.npmrc | setup-run
	@.ci/stage 'front end: install' $(NPM) ci --no-progress --loglevel=error
	@touch $@

.PHONY: setup-run setup-test setup-check
setup-run setup-test setup-check:
	@.ci/setup $(@:setup-%=%)

.PHONY: clean
clean: ## remove what was built, installed and cached in this tree
	@chmod -R u+w .cache 2>/dev/null || true
	rm -rf bin .cache frontend/node_modules frontend/test-results
	find frontend/dist -mindepth 1 ! -name .gitkeep -delete
