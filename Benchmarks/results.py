"""The page that a benchmark leaves: what was run, on what, and its tables.

Each program makes one `Page`, adds rows to its tables as they are measured, and calls `save`. The page
goes to `Reports/bench-NAME.md`, every single figure to `Reports/bench-NAME.json`, and with `--write`
the page also replaces `Benchmarks/results/NAME.md`, which is in git. No such page is edited by hand.

    results.add_options(parser)
    page = results.Page(__file__, parser.parse_args(), "Startup", ["numpy"])
    table = page.table("command", "median, ms")
    table.add("ahunt --help", "22")
    page.save({"ahunt --help": [21.9, 22.0]})
"""

import datetime
import importlib.metadata
import json
import os
import pathlib
import platform
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEPT = ROOT / "Benchmarks/results"
INSTRUCTIONS = ["avx2", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "sve", "bf16"]


def add_options(parser):
    """The options that every benchmark has."""
    parser.add_argument("--ahunt", type=pathlib.Path, default=ROOT / ".build/release/ahunt")
    parser.add_argument(
        "--write", nargs="?", const="", metavar="NAME",
        help="also put the page into Benchmarks/results/, as NAME.md or under the program's name")
    parser.add_argument(
        "--reports", type=pathlib.Path, default=ROOT / "Reports",
        help="folder for the page and the single figures (default: Reports)")


class Machine:
    """The processor, as Linux describes it."""

    def __init__(self):
        text = pathlib.Path("/proc/cpuinfo").read_text()
        lines = dict(map(str.strip, line.split(":", 1)) for line in text.splitlines() if ":" in line)
        self.flags = set(lines.get("flags", lines.get("Features", "")).split())
        self.name = lines.get("model name", platform.machine())
        self.instructions = [flag for flag in INSTRUCTIONS if flag in self.flags]
        self.cores = len(os.sched_getaffinity(0))

    def __str__(self):
        return f"{self.name}, {self.cores} cores, {', '.join(self.instructions) or 'no vectors'}"


def output(*command):
    """What a command prints, or nothing where it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def commit():
    """The commit that is checked out, and whether tracked files differ from it."""
    changed = output("git", "status", "--porcelain", "--untracked-files=no")
    changed = [line for line in changed.splitlines() if "Benchmarks/results/" not in line]
    return (output("git", "rev-parse", "--short", "HEAD") or "unknown") + (
        " with changes" if changed else "")


def plain(word):
    """A word of the command line; of a path outside of the repository only its last part."""
    path = pathlib.Path(word)
    if not path.is_absolute():
        return word
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def command(program):
    """The command as it was given, without where its results go."""
    words, rest = [str(pathlib.Path(program).resolve().relative_to(ROOT))], sys.argv[1:]
    while rest:
        name, *rest = rest
        if name.split("=")[0] in ("--ahunt", "--reports", "--write"):
            if "=" not in name and rest and not rest[0].startswith("-"):
                rest = rest[1:]
            continue
        words.append(plain(name))
    return shlex.join(words)


def versions(ahunt, modules):
    """Versions of the product, of what it stands on, and of the Python modules that are measured."""
    try:
        told = json.loads(output(ahunt, "doctor", "--format", "json"))
        found = {"ahunt": told["version"], "libtorch": told["libtorch"]}
    except (ValueError, KeyError):
        found = {"ahunt": output(ahunt, "--version") or "unknown"}
    found["Python"] = platform.python_version()
    for module in modules:
        try:
            found[module] = importlib.metadata.version(module)
        except importlib.metadata.PackageNotFoundError:
            found[module] = "not installed"
    return found


def system():
    """The distribution, or at least the kind of system."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


class Table:
    """A Markdown table whose rows are printed as they come."""

    def __init__(self, heads, title):
        self.lines = [f"**{title}**", ""] if title else []
        self.lines += [row(heads), "| --- |" + " ---: |" * (len(heads) - 1)]
        print("\n".join([""] + self.lines), flush=True)

    def add(self, *cells):
        self.lines.append(row(cells))
        print(self.lines[-1], flush=True)


def row(cells):
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


class Page:
    """One benchmark's page."""

    def __init__(self, program, options, title, modules=()):
        path = pathlib.Path(program).resolve()
        name = path.parent.name + ("" if path.stem == "compare" else f"-{path.stem}")
        self.options, self.title, self.name = options, title, options.write or name
        self.machine = Machine()
        # Taken now, so that a run of hours is headed by what was there when it began.
        self.facts = {
            "command": f"`{command(program)}`",
            "commit": commit(),
            "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
            "machine": str(self.machine),
            "system": f"{system()}, {platform.machine()}",
            "load at the start": f"{os.getloadavg()[0]:.2f}",
            "versions": ", ".join(
                f"{name} {version}" for name, version in versions(options.ahunt, modules).items()),
        }
        self.parts = []

    def fact(self, name, value):
        """One more line of the header."""
        self.facts[name] = value

    def table(self, *heads, title=None):
        self.parts.append(Table(heads, title))
        return self.parts[-1]

    def note(self, text):
        """A sentence below the tables so far."""
        self.parts.append(text)
        print("\n" + text, flush=True)

    def markdown(self):
        lines = [f"# {self.title}", "", "| | |", "| --- | --- |"]
        lines += [row(fact) for fact in self.facts.items()]
        for part in self.parts:
            lines += ["", *(part.lines if isinstance(part, Table) else [part])]
        return "\n".join(lines) + "\n"

    def save(self, figures, partly=False):
        """Leaves the page and the single figures; `partly` while a run goes on."""
        stored = {"facts": self.facts, "figures": figures}
        self.options.reports.mkdir(parents=True, exist_ok=True)
        file = self.options.reports / f"bench-{self.name}.json"
        file.write_text(json.dumps(stored, indent=2) + "\n")
        file.with_suffix(".md").write_text(self.markdown())
        if partly:
            return
        where = [file, file.with_suffix(".md")]
        if self.options.write is not None:
            KEPT.mkdir(exist_ok=True)
            where.append(KEPT / f"{self.name}.md")
            where[-1].write_text(self.markdown())
        print(f"\nin {', '.join(plain(str(path)) for path in where)}", file=sys.stderr)
