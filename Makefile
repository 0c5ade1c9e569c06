PREFIX ?= /usr/local
SWIFT ?= swift
SOURCES = Package.swift Sources Tests

.PHONY: help setup build demo test lint format sanitize bench fuzz pictures install clean

help:
	@echo "make demo     set up, build, and hunt through a simulated survey"
	@echo "make build    set up and build .build/release/ahunt"
	@echo "make test     set up, check the format, run the tests"
	@echo "make sanitize run tests under the address, undefined and thread sanitizers"
	@echo "make bench    the side-by-side benchmarks (see Benchmarks/README.md)"
	@echo "make fuzz     feed the readers damaged files for half an hour (see Tests/Fuzz/README.md)"
	@echo "make pictures draw the README's pictures anew (needs tmux, Chromium and pngquant)"
	@echo "make install  copy ahunt to PREFIX/bin, its library to PREFIX/lib (PREFIX=$(PREFIX))"
	@echo "make format   rewrite the sources in the project's format"
	@echo "make clean    remove what was built; libtorch stays"

setup:
	@Scripts/setup

build: setup
	@[ -x .build/release/ahunt ] || echo "building ahunt: about 10 minutes on two cores, some files a minute and more each"
	$(SWIFT) build --configuration release

demo: build
	@echo "hunting through a simulated survey: a few minutes on two cores"
	.build/release/ahunt demo

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	@Scripts/format-c check

format:
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)
	@Scripts/format-c

test: setup lint
	@Scripts/test

sanitize: setup
	@Scripts/sanitize $(ARGS)

bench: build
	@Scripts/bench $(ARGS)

fuzz:
	@for target in pictures csv fits; do Tests/Fuzz/run $$target || exit 1; done

pictures: build
	@Scripts/pictures

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -d "$(DESTDIR)$(PREFIX)/lib/ahunt"
	install -m 755 .build/release/ahunt "$(DESTDIR)$(PREFIX)/bin/ahunt"
	install -m 644 .build/release/libTorchShim.so "$(DESTDIR)$(PREFIX)/lib/ahunt/libTorchShim.so"
	@echo "ahunt is in $(DESTDIR)$(PREFIX)/bin; it loads libtorch from $${LIBTORCH:-$(CURDIR)/.libtorch}"

clean:
	rm -rf .build
