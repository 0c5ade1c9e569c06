#!/usr/bin/env python3
"""What `ahunt finetune` adds to a hunt, measured with the program itself.

    Benchmarks/hunt/finetune.py --hunt WORKSPACE --anomaly ring --anomaly perturbed --seeds 3

WORKSPACE holds a trained, embedded and scored survey with known classes, which answer the questions
under their own names; it is copied, never written to. Each hunt asks in batches of twenty. At every
`--answers` count the answers so far are finetuned on, and the galaxies nobody answered are ranked
twice, by the head alone and as the program does after finetuning. Where the program decided not to
use the network, the ranking is also made as if it had, at the weight in `--try`, so that the decision
itself can be judged.
"""
import argparse
import contextlib
import csv
import json
import os
import sqlite3
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402


def ahunt(options, folder, *words, expect=(0,)):
    run = subprocess.run([options.ahunt, *words, "--workspace", folder, "--quiet"],
                         capture_output=True, text=True)
    if run.returncode not in expect:
        raise SystemExit(f"ahunt {' '.join(words)} ended with {run.returncode}: {run.stderr}")
    return json.loads(run.stdout) if "json" in words else run.stdout


def copied(source, target):
    """A copy with what still waits in the write-ahead log."""
    with contextlib.closing(sqlite3.connect(f"{source}/hunt.sqlite")) as old:
        with contextlib.closing(sqlite3.connect(f"{target}/hunt.sqlite")) as new:
            old.backup(new)


def truth(folder):
    with contextlib.closing(sqlite3.connect(f"{folder}/hunt.sqlite")) as db:
        return dict(db.execute("SELECT objectID, knownClass FROM galaxy WHERE knownClass NOT NULL"))


def average_precision(hits):
    found, total = 0, 0.0
    for rank, hit in enumerate(hits, 1):
        if hit:
            found += 1
            total += found / rank
    return total / max(1, found)


def auroc(hits):
    positives = sum(hits)
    above, won = 0, 0
    for hit in hits:
        if hit:
            above += 1
        else:
            won += above
    return won / max(1, positives * (len(hits) - positives))


def figures(options, folder, known, anomaly):
    ranking = ahunt(options, folder, "rank", "--top", "100000000", "--unlabelled", "--format", "json")
    hits = [known.get(entry["objectID"]) == anomaly for entry in ranking["ranking"]]
    return {"auroc": auroc(hits), "ap": average_precision(hits),
            "top100": sum(hits[:100]) / 100}


def answer(options, folder, known, anomaly, size, seed):
    asked = ahunt(options, folder, "round", "--size", str(size), "--seed", str(seed), "--format",
                  "json")["questions"]
    path = os.path.join(folder, "answers.csv")
    with open(path, "w") as file:
        writer = csv.writer(file, lineterminator="\n")
        for question in asked:
            writer.writerow([question["objectID"], options.name(known, question["objectID"], anomaly)])
    ahunt(options, folder, "review", "--answers", path)


def finetuned(options, folder, seed):
    words = ["finetune", "--threads", str(options.threads), "--seed", str(seed), "--format", "json"]
    if not options.supervised:
        words.append("--semi-supervised")
    if options.epochs:
        words += ["--epochs", str(options.epochs)]
    return ahunt(options, folder, *words)


def forced(options, folder, known, anomaly, model, weight):
    with contextlib.closing(sqlite3.connect(f"{folder}/hunt.sqlite")) as db, db:
        db.execute("UPDATE model SET config = json_set(config, '$.weight', ?) WHERE id = ?",
                   (weight, model))
    ahunt(options, folder, "embed", "--threads", str(options.threads))
    return figures(options, folder, known, anomaly)


def hunt(options, anomaly, seed, out):
    with tempfile.TemporaryDirectory() as folder:
        copied(options.hunt, folder)
        known = truth(folder)
        ahunt(options, folder, "classes", "add", anomaly, "--interest", "1")
        boring = {options.name(known, name, anomaly) for name in known} - {anomaly}
        for name in sorted(boring):
            ahunt(options, folder, "classes", "add", name, "--interest", "0")
        for count in range(20, max(options.answers) + 1, 20):
            answer(options, folder, known, anomaly, 20, seed)
            if count not in options.answers:
                continue
            row = {"anomaly": anomaly, "seed": seed, "answers": count,
                   "head": figures(options, folder, known, anomaly)}
            begin = time.time()
            with tempfile.TemporaryDirectory() as own:
                copied(folder, own)
                made = finetuned(options, own, seed)
                row |= {"seconds": round(time.time() - begin, 1), "start": made["start"],
                        "isUsed": made["isUsed"], "weight": made["weight"],
                        "alerts": made["monitors"]["alerts"],
                        "accepted": made["monitors"]["accepted"],
                        "validation": made["validation"],
                        "together": figures(options, own, known, anomaly)}
                row["tried"] = (row["together"] if made["isUsed"] else forced(
                    options, own, known, anomaly, made["model"], options.attempt))
            out.append(row)
            print(line(row), flush=True)


def line(row):
    def text(figures):
        return f"AUROC {figures['auroc']:.3f} AP {figures['ap']:.3f} top 100 {figures['top100']:.2f}"
    gain = row["validation"]["gain"], row["validation"]["standardError"]
    return (f"{row['anomaly']:10} seed {row['seed']} {row['answers']:4} answers: head "
            f"{text(row['head'])} | {'used' if row['isUsed'] else 'refused'} "
            f"(held out {gain[0]:+.3f} ± {gain[1]:.3f}, {row['start']}, weight {row['weight']:.1f}) "
            f"{text(row['together'])} | with the network {text(row['tried'])} | "
            f"{row['seconds']:.0f} s, {len(row['alerts'])} alerts")


def summary(rows, page):
    table = page.table(
        "hunted, figure", "answers", "head alone", "after finetuning", "with the network anyway",
        "network used in", title="Mean ± standard error over the seeds")
    for anomaly, count in sorted({(row["anomaly"], row["answers"]) for row in rows}):
        own = [row for row in rows if (row["anomaly"], row["answers"]) == (anomaly, count)]
        for key, name in (("auroc", "AUROC"), ("ap", "average precision"), ("top100", "top 100")):
            parts = []
            for way in ("head", "together", "tried"):
                values = [row[way][key] for row in own]
                spread = statistics.stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0
                parts.append(f"{statistics.mean(values):.3f} ± {spread:.3f}")
            used = f"{sum(row['isUsed'] for row in own)} of {len(own)}"
            table.add(f"{anomaly}, {name}", count, *parts, used)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hunt", required=True)
    results.add_options(parser)
    parser.add_argument("--anomaly", action="append", required=True)
    parser.add_argument("--answers", type=int, action="append")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--supervised", action="store_true")
    parser.add_argument("--two-names", action="store_true", help="the person says only hunted or boring")
    parser.add_argument("--try", dest="attempt", type=float, default=0.3)
    options = parser.parse_args()
    options.answers = options.answers or [200]
    options.name = lambda known, name, anomaly: (
        known[name] if not options.two_names or known[name] == anomaly else "boring")
    page, found = results.Page(__file__, options, "What finetuning adds to a hunt"), []
    for anomaly in options.anomaly:
        for seed in range(options.first_seed, options.first_seed + options.seeds):
            hunt(options, anomaly, seed, found)
            page.save(found, partly=True)
    summary(found, page)
    page.save(found)
