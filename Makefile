# What one does with Kith, one word each. Every target installs what it needs and is missing (scripts/prepare).
#   make demo                     a believable season on http://127.0.0.1:8080
#   make demo DEMO_ARGS="--port 8090 --fresh"
#   make test                     everything that must pass before a change lands

SHELL := /bin/bash
CARGO_TARGET := $(or $(CARGO_TARGET_DIR),target)
DEMO_ARGS ?=

.PHONY: help demo test lint fmt e2e bench clean

help:
	@sed -n '/^# /s/^# //p' Makefile

demo:
	@scripts/prepare build
	cargo build --release --locked --package kith
	"$(CARGO_TARGET)/release/kith" demo $(DEMO_ARGS)

test:
	@scripts/prepare build test browser
	@scripts/test

lint:
	@scripts/prepare build
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

fmt:
	cargo fmt --all

e2e:
	@scripts/prepare build browser
	cargo build --locked --package kith
	@scripts/journeys

bench:
	@scripts/prepare build bench
	cargo build --release --locked --package kith
	@bench/pages

clean:
	cargo clean
	rm -rf e2e/node_modules e2e/shots
