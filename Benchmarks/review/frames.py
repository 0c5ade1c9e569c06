#!/usr/bin/env python3
"""What a frame of the review costs: bytes sent and CPU time, by size of window and kind of picture.

Runs the review of a copy of a hunt in a pseudo-terminal that answers as kitty does, or not at all,
and skips one question after the other: each time the picture and most of the words change. Then `z`,
which is no key, so that only the line of messages changes.

    Benchmarks/review/frames.py --hunt WORKSPACE [--questions 30] [--write]
"""
import argparse
import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import results  # noqa: E402

SIZES = [(80, 24), (160, 50), (200, 60)]
KITTY = b"\x1b_Gi=4711;OK\x1b\\\x1b[?2026;2$y\x1b[6;20;10t\x1b[?62;22c"
SIXEL = b"\x1b[6;20;10t\x1b[?62;4;22c"
PLAIN = b"\x1b[?62;22c"
KINDS = {
    "kitty": (KITTY, {}, []),
    "sixel": (SIXEL, {}, []),
    "blocks, 24 bits": (PLAIN, {"COLORTERM": "truecolor"}, []),
    "blocks, 256 colours": (PLAIN, {}, []),
    "characters": (PLAIN, {}, ["--pictures", "characters"]),
}
TICK = os.sysconf("SC_CLK_TCK")


class Review:
    """A review in a terminal of its own."""

    def __init__(self, options, workspace, size, kind):
        answer, environment, arguments = KINDS[kind]
        world = {key: value for key, value in os.environ.items() if key not in (
            "TMUX", "STY", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM", "LC_ALL")}
        world |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | environment
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(options.ahunt, [
                str(options.ahunt), "review", "--annotator", "bench", "--workspace",
                str(workspace), *arguments], world)
        columns, rows = size
        fcntl.ioctl(
            self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)
        self.settle(5)
        os.write(self.terminal, answer)
        self.settle()

    def settle(self, patience=0.4):
        """Bytes until nothing has come for a while."""
        count = 0
        while select.select([self.terminal], [], [], patience)[0]:
            try:
                count += len(os.read(self.terminal, 1 << 20))
            except OSError:
                break
            patience = 0.4
        return count

    def cpu(self):
        """Milliseconds of CPU time so far."""
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICK

    def press(self, key, count):
        """Bytes and CPU time a key."""
        sent = []
        before = self.cpu()
        for _ in range(count):
            os.write(self.terminal, key)
            sent.append(self.settle(20))
        return statistics.median(sent), (self.cpu() - before) / count

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        self.settle()
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    results.add_options(parser)
    parser.add_argument("--hunt", type=Path, required=True, help="a folder with a hunt that has open questions")
    parser.add_argument("--questions", type=int, default=15, help="questions a row")
    options = parser.parse_args()
    page = results.Page(__file__, options, "What a frame of the review costs")
    table = page.table(
        "window", "pictures", "next galaxy, kB", "next galaxy, ms of CPU", "message, bytes",
        "message, ms of CPU")
    figures = {}
    for columns, rows in SIZES:
        for kind in KINDS:
            with tempfile.TemporaryDirectory(prefix="ahunt-frames-") as scratch:
                workspace = Path(scratch) / "hunt"
                shutil.copytree(options.hunt, workspace)
                review = Review(options, workspace, (columns, rows), kind)
                sent, cpu = review.press(b" ", options.questions)
                # Two messages in turns: one that is already there is not sent again.
                first, second = review.press(b"@", 1), review.press(b"@#", options.questions)
                review.end()
            figures[f"{columns}x{rows} {kind}"] = [sent, cpu, second[0] / 2, second[1] / 2]
            table.add(
                f"{columns}×{rows}", kind, f"{sent / 1000:.1f}", f"{cpu:.1f}",
                f"{second[0] / 2:.0f}", f"{second[1] / 2:.1f}")
    page.note("CPU time counts in steps of 10 ms over all questions of a row.")
    page.save(figures)


if __name__ == "__main__":
    main()
