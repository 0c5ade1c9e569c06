PREFIX ?= /usr/local
SWIFT ?= swift
BUILT = .build/release
SOURCES = Package.swift Sources Tests
# Line numbers for debuggers take a quarter of the build; functions keep their names. `make build LEAN=`
# has them.
LEAN = -debug-info-format none

# What `make install` brings, below PREFIX; `make uninstall` removes these and nothing else.
SHARED = man/man1/ahunt.1 bash-completion/completions/ahunt zsh/site-functions/_ahunt \
	fish/vendor_completions.d/ahunt.fish
INSTALLED = bin/ahunt lib/ahunt/libTorchShim.so $(addprefix share/,$(SHARED))

.PHONY: help setup build demo test lint format sanitize bench fuzz faults pictures docs manual install \
	uninstall clean

help:
	@echo "make demo      set up, build, and hunt through a simulated survey"
	@echo "make build     set up and build .build/release/ahunt"
	@echo "make test      set up, check the format, run the tests, those in a browser too where it can be had"
	@echo "make sanitize  run tests under the address, undefined and thread sanitizers"
	@echo "make bench     the side-by-side benchmarks (see Benchmarks/README.md)"
	@echo "make fuzz      feed the readers damaged files for an hour (see Tests/Fuzz/README.md)"
	@echo "make faults    kill, fill, damage and race the program for 20 minutes (MINUTES=, SEED=, ONLY=)"
	@echo "make pictures  draw the README's pictures anew (needs tmux, Chromium and pngquant)"
	@echo "make docs      build the pages of the library AHuntKit into .build/documentation"
	@echo "make manual    write the man page and the shell completions into .build/release/share"
	@echo "make install   copy ahunt, its library, man page and completions below PREFIX ($(PREFIX))"
	@echo "make uninstall remove what make install copied"
	@echo "make format    rewrite the sources in the project's format"
	@echo "make clean     remove what was built; libtorch stays"

setup:
	@Scripts/setup $(if $(BROWSER),--browser)

build: setup
	@[ -x .build/release/ahunt ] || echo "building ahunt: about 5 minutes on two cores, some files a minute and more each"
	$(SWIFT) build --configuration release $(LEAN)

demo: build
	@echo "hunting through a simulated survey: about 4 minutes on two cores"
	.build/release/ahunt demo

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	@Scripts/format-c check

format:
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)
	@Scripts/format-c

# Where the browser can't be installed, its test is skipped with a sentence; CI demands it.
test: setup lint
	@Scripts/setup-browser || [ -z "$(CI)$(BROWSER)" ]
	@Scripts/test

sanitize: setup
	@Scripts/sanitize $(ARGS)

bench: build
	@Scripts/bench $(ARGS)

fuzz:
	@for target in pictures csv fits hdf5 safetensors; do Tests/Fuzz/run $$target || exit 1; done

faults: setup
	@MINUTES=$(MINUTES) SEED=$(SEED) ONLY=$(ONLY) PROGRAM=$(PROGRAM) Scripts/faults

pictures: build
	@Scripts/pictures

docs: setup
	@Scripts/docs

manual: build
	@Scripts/manual $(BUILT)/ahunt $(BUILT)/share

install: manual
	install -D -m 755 $(BUILT)/ahunt "$(DESTDIR)$(PREFIX)/bin/ahunt"
	install -D -m 644 $(BUILT)/libTorchShim.so "$(DESTDIR)$(PREFIX)/lib/ahunt/libTorchShim.so"
	for file in $(SHARED); do \
	  install -D -m 644 $(BUILT)/share/$$file "$(DESTDIR)$(PREFIX)/share/$$file" || exit 1; \
	done
	@echo "ahunt is in $(DESTDIR)$(PREFIX)/bin; it loads libtorch from $${LIBTORCH:-$(CURDIR)/.libtorch}"

uninstall:
	for file in $(INSTALLED); do rm -f "$(DESTDIR)$(PREFIX)/$$file" || exit 1; done
	rmdir "$(DESTDIR)$(PREFIX)/lib/ahunt" 2>/dev/null || true

clean:
	rm -rf .build
