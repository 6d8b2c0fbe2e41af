# The commands that are the contract. Each one works on a bare Debian 12 with Rust and Node; `make setup` brings the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export CARGO_INCREMENTAL ?= 0
export CARGO_TARGET_DIR ?= $(CURDIR)/target

.PHONY: help setup run demo test test-rust test-web test-e2e check format types web binaries deb try-deb bench bench-call bench-idle bench-booth bench-queue bench-booking bench-guard bench-privacy bench-panel

help:
	@echo 'make run     set everything up and start the system with SQLite; prints addresses and demo sign-ins'
	@echo 'make demo    one whole consultation, unattended; report and pictures in target/demo'
	@echo 'make test    every test: Rust, web, end to end'
	@echo 'make check   format, lints, arrows, types, licences, tree'
	@echo 'make bench   tables, and target/bench/<area>.json; make bench-<area> runs one'
	@echo 'make deb     the booth as a Debian package; make try-deb installs, boots and upgrades it in a fresh Debian'
	@echo 'make types   TypeScript types from the Rust crates'
	@echo 'make format  formats everything'

setup:
	@tools/setup

run: setup web binaries
	node e2e/run.ts

demo: setup web binaries
	node e2e/demo.ts

test: setup test-rust test-web test-e2e

test-rust: web
	cargo test --workspace --no-fail-fast

test-web: web
	vitest run --project web --project tools

test-e2e: web binaries
	vitest run --project pages
	vitest run --project calls
	e2e/in-namespace vitest run --project firefox

check: setup
	tools/check/run

format:
	cargo fmt
	biome check --write --error-on-warnings

# Run once, so not optimised.
types: TYPES ?= web/src/generated
types: export CARGO_PROFILE_DEV_OPT_LEVEL = 0
types:
	cargo run -q -p protocol --features types --example types $(TYPES)
	cargo run -q -p forms --features types --example types $(TYPES)

web: node_modules/.package-lock.json
	tools/build-wasm
	vite build --config web/vite.config.ts --logLevel warn

binaries:
	cargo build --workspace --bins

# The booth's package, target/chikamado-booth_….deb.
deb: web
	cargo build --release -p booth-client
	booth-client/packaging/build-deb $(CARGO_TARGET_DIR)/release/chikamado-booth $(CARGO_TARGET_DIR)

# The package in a fresh Debian with a booted systemd; as root, with debootstrap and systemd-container.
try-deb: binaries deb
	node e2e/package.ts

node_modules/.package-lock.json: package-lock.json
	npm ci

bench: bench-media bench-size bench-hours bench-guard bench-call bench-idle bench-booth bench-queue bench-booking bench-privacy bench-panel

bench-call bench-idle bench-booth bench-panel: bench-%: web binaries
	node e2e/bench.ts $*

# In the profile of the tests, so that nothing is built anew.
bench-queue:
	cargo test --workspace --test city -- --ignored --exact queue::bench::bench_queue --nocapture

# 500 bookers on 50 slots while the real server is killed 20 times, on both databases.
bench-booking:
	cargo test --workspace --test city -- --ignored --exact booking::crash::bench::bench_booking --nocapture

# 1,000 seeded calls in virtual time: what of a covered booth passes.
bench-privacy:
	cargo test --workspace --test behaviour -- --ignored --exact cover::bench::bench_privacy --nocapture

# It counts and times nothing, so that the profile of the tests will do.
bench-guard: binaries
	$(CARGO_TARGET_DIR)/debug/bench guard

# The SFU that is measured is a program of its own.
bench-%: web
	cargo build --release -p bench -p sfu
	$(CARGO_TARGET_DIR)/release/bench $*
