# What there is to do here: `make help`. Needs Rust (by rustup), Node.js and a C compiler; the rest it installs itself,
# and says so first.

.DEFAULT_GOAL := help
.PHONY: help run watch build test check lint unit rules wiring e2e bench mails site libraries site-tools test-tools bench-tools

# All paths here mean the workspace's own folder.
unexport CARGO_TARGET_DIR CARGO_BUILD_TARGET

# Every native command names the same crates and the same profile, so that nothing is compiled twice. `frontend` stays
# out: built together with the server, the app would be made for both at once. The rules are tested apart from app and
# server, which would be compiled once more around a `service` that has the cast of the tests; and unoptimised, which
# costs their run six seconds and saves their build two minutes.
NATIVE := --workspace --exclude frontend --exclude xtask
WASM := --target wasm32-unknown-unknown --profile wasm-release
MODULES := end2end/node_modules/.package-lock.json
REPORTS := target/nextest/default/junit.xml target/nextest/wiring/junit.xml target/end2end/junit.xml
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
APT := $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -qq

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build and serve at http://127.0.0.1:3000, with everything it keeps in ./data
	target/release/keyholder

watch: site-tools ## Serve a quickly built one and build it anew after each change; reload to see it
	cargo xtask watch

build: site-tools ## Build target/release/keyholder: one executable that needs no other file
	@$(MAKE) --no-print-directory --jobs=2 site libraries
	cargo build --release $(NATIVE)

# All that the executable is made of but the site, made beside it: the last part of that leaves all cores but one idle.
libraries:
	cargo build --release $(NATIVE) --lib

test: ## Everything: formatting, lints, documents, licences, tests on both databases, tests in a browser
	@rm -f $(REPORTS)
	@$(MAKE) --no-print-directory --keep-going build lint unit e2e; status=$$?; cargo xtask tally $$status $(REPORTS)

check: lint ## What to run before each commit: formatting, lints, documents, licences, the rules of the domain
	cargo nextest run --package domain

lint: test-tools site-tools
	cargo fmt --all --check
	cargo fmt --manifest-path bench/Cargo.toml --check
	cargo clippy --release $(NATIVE) --all-targets -- -D warnings
	cargo clippy --profile tool --package xtask --all-targets -- -D warnings
	cargo test --profile tool --package xtask --quiet
	cargo xtask proof
	cargo clippy --package frontend $(WASM) -- -D warnings
	RUSTDOCFLAGS='-D warnings -A rustdoc::private-intra-doc-links' cargo doc --release $(NATIVE) --no-deps --document-private-items --quiet
	cargo deny --log-level error check bans licenses sources
	@! cargo tree --package server --edges normal --invert fail 2>/dev/null | grep --quiet . || { \
		echo 'The executable must have no fail points'; exit 1; }
	cd end2end && npx --no-install tsc --noEmit

# Beside each other: while the compiler reads through the app, it leaves all cores but one idle.
unit: build test-tools
	@$(MAKE) --no-print-directory --keep-going --jobs=2 rules wiring

rules:
	end2end/with-postgres cargo nextest run --package domain --package service

wiring:
	cargo nextest run --cargo-profile release --profile wiring --package app --package server

e2e: site test-tools ## The tests in a browser, against the built executable; ARGS='account --project=noscript' chooses
	cargo build --release $(NATIVE)
	cd end2end && npx --no-install playwright test $(ARGS)

bench: build bench-tools ## What it costs here, as tables: speed, memory, sizes (about 14 minutes; nothing else should run)
	cargo build --release --package server --examples
	CRITERION_HOME=$(CURDIR)/target/bench/decision cargo bench --manifest-path bench/Cargo.toml --target-dir target/decision -- --noplot
	cargo build --release --manifest-path bench/Cargo.toml --target-dir target/decision --example diagnosis
	cd end2end && ./with-postgres npx --no-install playwright test --config bench.config.ts $(ARGS)

mails: ## Every mail with samples, as files to look at in target/mails
	cargo run --quiet --package service --example mails target/mails

site: site-tools
	cargo xtask

site-tools: $(MODULES)
	@rustup target list --installed | grep -qx wasm32-unknown-unknown || { \
		echo 'Installing the Rust target wasm32-unknown-unknown (about 10 seconds)'; \
		rustup target add wasm32-unknown-unknown; }

$(MODULES): end2end/package-lock.json
	@echo 'Installing what the browser tests and the site need from npm into end2end/node_modules (about 30 seconds)'
	cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
	@touch $@

test-tools: $(MODULES)
	@cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1 || { \
		echo 'Installing clippy and rustfmt (about 10 seconds)'; \
		rustup component add clippy rustfmt; }
	@command -v cargo-nextest >/dev/null || { \
		echo 'Installing cargo-nextest from source (about 4 minutes)'; \
		cargo install --locked --quiet cargo-nextest --no-default-features --features default-no-update; }
	@command -v cargo-deny >/dev/null || { \
		echo 'Installing cargo-deny from source, unoptimised (about 2 minutes)'; \
		cargo install --locked --quiet --debug cargo-deny; }
	@command -v chromium-headless-shell >/dev/null && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
		echo 'Installing the packages chromium-headless-shell and postgresql (about 2 minutes; asks for your password unless root)'; \
		$(APT) update && $(APT) install --yes --no-install-recommends chromium-headless-shell postgresql; }

bench-tools: test-tools
	@command -v wrk >/dev/null || { \
		echo 'Installing the package wrk (about 10 seconds; asks for your password unless root)'; \
		$(APT) update && $(APT) install --yes --no-install-recommends wrk; }
