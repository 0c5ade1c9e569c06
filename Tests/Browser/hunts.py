"""Small hunts made with the real program: one as they are, one with names from hell."""

import csv
import io
import json
import os
import random
import subprocess

# What a survey could call a class. The last two are 200 characters long, one of them without a space.
STRANGE = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "🌌👩‍🚀 ring",
    "مجرة حلقية", "טבעת 12", "ring\u202egnir\u2066",
    "{{{title}}}", "<!-- <script>", "=1+1", "W" * 200, ("long name " * 20)[:-1] + ".",
]
CLASSES = 60


def ahunt(program, folder, *words, told=None):
    environment = dict(os.environ, AHUNT_WORKSPACE=str(folder / "hunt"))
    done = subprocess.run(
        [str(program), *[str(word) for word in words], "--quiet"], cwd=folder, env=environment,
        input=told, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"browser: `ahunt {' '.join(map(str, words))}` ended with {done.returncode}: "
                         f"{done.stderr.strip()}")
    return done.stdout


def make(program, folder):
    """The pages of both hunts."""
    plain, strange = folder / "plain", folder / "strange"
    for each in (plain, strange):
        each.mkdir(parents=True, exist_ok=True)
    pages = hunt(program, plain, count=160, change=None)
    return pages + hunt(program, strange, count=300, change=estrange)


def hunt(program, folder, count, change):
    pages = folder / "hunt/Reports"
    if not pages.exists():
        ahunt(program, folder, "init")
        ahunt(program, folder, "simulate", "sky", "--count", count, "--seed", 5, "--size", 32,
              "--anomaly-fraction", 0.2)
        if change:
            change(folder / "sky/catalog.csv")
        ahunt(program, folder, "import", "sky", "--size", 32)
        train(program, folder)
        rounds(program, folder)
        # What a page says of news and of settings needs an earlier report and a second classifier.
        ahunt(program, folder, "report", "hunt", "--resamples", 100)
        disagree(program, folder)
        ahunt(program, folder, "train", "classifier", "--epochs", 1, "--seed", 2)
        ahunt(program, folder, "report", "all", "--resamples", 100)
    # The copies that are kept with their date are the same pages.
    return sorted(pages.glob("*.html"))


def train(program, folder):
    ahunt(program, folder, "train", "all", "--epochs", 1)
    ahunt(program, folder, "embed")
    ahunt(program, folder, "score")


def rounds(program, folder):
    """A person who looks for the survey's rarest class answers two rounds, and leaves one open."""
    with open(folder / "sky/catalog.csv", newline="", encoding="utf-8") as file:
        kinds = {row["object_id"]: row["label"] for row in csv.DictReader(file)}
    names = sorted(set(kinds.values()), key=lambda name: list(kinds.values()).count(name))
    sought = STRANGE[4] if STRANGE[4] in names else names[0]
    ahunt(program, folder, "classes", "add", sought)
    ahunt(program, folder, "classes", "add", "other", "--interest", 0)
    for _ in range(2):
        round = json.loads(ahunt(program, folder, "round", "--size", 12, "--format", "json"))
        answers = io.StringIO()
        table = csv.writer(answers)
        for number, question in enumerate(round["questions"]):
            galaxy = question["objectID"]
            # Some are of interest whatever the sky says: without one there is little to report.
            table.writerow([galaxy, sought if kinds[galaxy] == sought or number < 2 else "other"])
        ahunt(program, folder, "review", "--answers", "-", "--annotator", "hubble",
              told=answers.getvalue())
    ahunt(program, folder, "round", "--size", 6)


def disagree(program, folder):
    """A second person sees every second answer otherwise."""
    labels = json.loads(ahunt(program, folder, "labels", "export", "--format", "json"))["labels"]
    names = sorted({label["class"] for label in labels})
    answers = io.StringIO()
    table = csv.writer(answers)
    for number, label in enumerate(labels):
        other = names[(names.index(label["class"]) + number % 2) % len(names)]
        table.writerow([label["objectID"], other])
    ahunt(program, folder, "review", "--answers", "-", "--annotator", STRANGE[3],
          told=answers.getvalue())


def estrange(catalog):
    """Sixty classes with strange names among them, and strange names of galaxies."""
    with open(catalog, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    chance = random.Random(7)
    names = STRANGE + [f"class {number} of the survey" for number in range(len(STRANGE), CLASSES)]
    for number, row in enumerate(rows):
        row["label"] = names[number % CLASSES]
        if number % 5 == 0:
            row["object_id"] = f"{number}-" + chance.choice(NAMES)
    with open(catalog, "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0].keys())
        table.writeheader()
        table.writerows(rows)


# Characters that steer a terminal are not taken in an object's id.
NAMES = [name for name in STRANGE if "\u202e" not in name]
