# make run       builds, and opens the desk on demo data
# make test      runs every test, beside a PostgreSQL server started for it alone
# make build     the program, in .build/release/aftercare
# make install   puts it and its rule files under PREFIX (default /usr/local)
# make bench     prints the figures of the README; BENCH="--only calls --desk calls.sqlite" some of them, on a desk that is kept
# make bench-routing INSTANCES=folder   routes beside PyVRP, OR-Tools and VROOM; SECONDS_EACH=1,10 NAMES=R101,…
# make gallery   draws the README's pictures anew, from the golden screens' scenes
# make lint      checks the layout of the source; make format corrects it

PREFIX ?= /usr/local
DATA = $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/aftercare
DEMO ?= $(DATA)/demo.sqlite

# The Swift libraries go into the program: it starts faster, and runs where no toolchain is.
RELEASE = swift build -c release --static-swift-stdlib
PROGRAM = .build/release/aftercare
TESTS = swift build --build-tests
SOURCES = Package.swift Sources Tests Resources

SECONDS_EACH ?= 1,10
INSTANCES ?=
BENCH ?=
PEERS = .build-routing

.PHONY: run test build install bench bench-routing gallery lint format setup

# A demo database that is there is opened again; remove the file for a new one.
run: build
	@mkdir -p "$(dir $(DEMO))"
	@if [ -e "$(DEMO)" ]; then $(PROGRAM) --db "$(DEMO)"; else $(PROGRAM) --db "$(DEMO)" demo; fi

# Where errors were thrown is not kept: most of those in tests are expected, and to walk the stack for each takes a tenth of the time.
test: setup
	$(TESTS)
	SWT_SWIFT_ERROR_BACKTRACING_ENABLED=0 .ci/with-postgres swift test --skip-build

build: setup
	$(RELEASE) --product aftercare

install: build
	install -D -s -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/aftercare"
	cd Resources && find . -name '*.yaml' -exec install -D -m 644 {} "$(DESTDIR)$(PREFIX)/share/aftercare/{}" \;

# tig and htop are measured beside the desk.
bench: build
	@.ci/setup tig htop
	$(RELEASE) --product DeskBench
	.ci/with-postgres --durable .build/release/DeskBench $(BENCH)

# The peers go into an environment of their own; one that cannot be had is left out of the table.
bench-routing: build
	@test -n "$(INSTANCES)" || { echo "Name the folder of instances: make bench-routing INSTANCES=folder" >&2; exit 64; }
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	@for peer in pyvrp ortools pyvroom pandas; do $(PEERS)/bin/pip install --quiet --disable-pip-version-check $$peer || true; done
	$(PEERS)/bin/python .ci/bench-routing --program $(PROGRAM) --instances "$(INSTANCES)" \
		--seconds "$(SECONDS_EACH)" --names "$(NAMES)"

# Recording counts as a failure, so the second run is the one that says whether all is well.
gallery: setup
	$(TESTS)
	-@RECORD_SNAPSHOTS=1 swift test --skip-build --filter GalleryTests >/dev/null 2>&1
	swift test --skip-build --filter GalleryTests

lint:
	swift format lint --strict --recursive $(SOURCES)

format:
	swift format --in-place --recursive $(SOURCES)

setup:
	@.ci/setup
