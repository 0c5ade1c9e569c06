"""What a person does with a page, tried where the page offers it.

What a page shows is held against the files that lie beside it, which no script of the page has made.
"""

import csv
import io
import json
import math
import re


def use(browser, path):
    """Every use with what went wrong in it."""
    for name, attempt in USES.items():
        page = browser.open(path)
        try:
            try:
                found = attempt(page, path)
            except FileNotFoundError as error:
                found = [f"{error.filename} should lie beside the page"]
            if found is not None:
                yield name, page.findings + found
        finally:
            page.context.close()


def beside(path):
    """The galaxies of the table beside a page, by name."""
    return table(path.with_suffix(".csv").read_bytes().decode())


def table(text):
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {plain(row["object_id"]): {key: plain(value) for key, value in row.items()}
            for row in rows}


def plain(cell):
    """A cell without the mark that keeps a spreadsheet from computing it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@'\t\r") else cell


def selected(page):
    """Names in the gallery, all of them."""
    while page.locator("#selection-more").is_visible():
        page.click("#selection-more")
    return page.locator("#selection-list strong").all_text_contents()


def differ(shown, expected, what):
    shown, expected = sorted(shown), sorted(expected)
    if shown == expected:
        return []
    return [f"{what}: {len(shown)} galaxies are shown and {len(expected)} expected; "
            f"{sorted(set(shown) ^ set(expected))[:3]}"]


def fold_out(page, path):
    """Every folded part opens with a click, and nothing reaches out of the window then."""
    from looks import OVERFLOW
    folded = page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    return page.evaluate(OVERFLOW)


def follow_the_sections(page, path):
    """Each link of the contents leads to its section."""
    found = []
    for link in page.locator("nav a").all():
        link.click()
        target = link.get_attribute("href")
        box = page.locator(target).bounding_box()
        if box is None or not -200 < box["y"] < 900:
            found.append(f"{target} is not in the window after a click")
    return found


def follow_the_index(page, path):
    """Each link of the list of reports leads to one."""
    if path.name != "index.html":
        return None
    links = [link.get_attribute("href") for link in page.locator("main th a").all()]
    return [f"{link} leads nowhere" for link in links if not (path.parent / link).is_file()] + (
        [] if links else ["there is no link to a report"])


def click_confusions(page, path):
    """A cell of the confusion matrix shows its galaxies, by mouse and by keyboard."""
    cells = page.locator(".confusion td button")
    if not cells.count():
        return None
    galaxies, found = beside(path), []
    for index in sorted({0, cells.count() // 2, cells.count() - 1}):
        cell = cells.nth(index)
        place = cell.evaluate("""(button) => {
          const cell = button.closest("td");
          const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
          const name = (header) => header.querySelector("bdi").title || header.textContent.trim();
          return [name(cell.parentElement.cells[0]), name(head)];
        }""")
        expected = [name for name, row in galaxies.items()
                    if [shown(row["known_class"]), shown(row["predicted"])] == place]
        if index:
            cell.click()
        else:
            cell.focus()
            page.keyboard.press("Enter")
        found += differ(selected(page), expected, f"cell {place}")
        count = int(cell.inner_text().split("\n")[0].replace(",", ""))
        if count != len(expected):
            found.append(f"cell {place} says {count}, and there are {len(expected)}")
    return found


def shown(name):
    """A name as pages show it: marks that steer are replaced."""
    return "".join("�" if 0x202A <= ord(letter) <= 0x202E or 0x2066 <= ord(letter) <= 0x2069
                   else letter for letter in name)


def wrong_bounds(text, hits, count):
    """Whether `0.750 (0.476–0.927)` are the exact 95 % bounds of a share, by the binomial itself."""
    if count == 0:
        return []
    numbers = re.fullmatch(r"([\d.]+) \(([\d.]+)–([\d.]+)\)", text)
    if not numbers:
        return [f"{text!r} holds no bounds of {hits} in {count}"]

    def at_least(share, least):
        return sum(math.comb(count, k) * share**k * (1 - share) ** (count - k)
                   for k in range(least, count + 1))

    lower, upper = float(numbers[2]), float(numbers[3])
    # Bounds are rounded to a thousandth: the tails have to change sides within it.
    is_low = lower == 0 if hits == 0 else (
        at_least(max(0, lower - 0.0006), hits) <= 0.025 <= at_least(lower + 0.0006, hits))
    is_high = upper == 1 if hits == count else (
        at_least(upper - 0.0006, hits + 1) <= 0.975 <= at_least(min(1, upper + 0.0006), hits + 1))
    return [] if is_low and is_high else [f"{text} are not the bounds of {hits} in {count}"]


def drag_the_threshold(page, path):
    """The threshold is dragged in the drawing, and counts and gallery follow."""
    if path.stem != "classifier" or not page.locator("#threshold-plot").count():
        return None
    galaxies = beside(path)
    plot = page.locator("#threshold-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.4, steps=5)
    page.mouse.up()
    threshold = float(page.locator("#threshold-slider").input_value())
    name = page.locator("#threshold-class option:checked").text_content()
    if not 0 < threshold < 0.5:
        return [f"the threshold is {threshold} after dragging it to the left"]
    above = [each for each, row in galaxies.items() if float(row[f"p_{name}"]) >= threshold]
    right = [each for each in above if galaxies[each]["known_class"] == name]
    all_of_class = [each for each, row in galaxies.items() if row["known_class"] == name]
    expected = {"selected": len(above), "right": len(right), "wrong": len(above) - len(right),
                "missed": len(all_of_class) - len(right)}
    found = []
    for field, count in expected.items():
        text = page.locator(f"#threshold-{field}").inner_text().replace(",", "")
        if text != str(count):
            found.append(f"{field} is {text} at {threshold} for {name}, and should be {count}")
    found += wrong_bounds(page.locator("#threshold-precision").inner_text(), len(right), len(above))
    found += wrong_bounds(page.locator("#threshold-recall").inner_text(), len(right), len(all_of_class))
    page.click("#threshold-show-selected")
    return found + differ(selected(page), above, f"at least {threshold} for {name}")


def lasso_the_map(page, path):
    """A lasso on the map shows the galaxies inside of it."""
    if not page.locator("#map-canvas").count():
        return None
    data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["table"]
    across = next(key for key in data if key.endswith("_x"))
    xs, ys = data[across], data[across[:-2] + "_y"]
    canvas = page.locator("#map-canvas")
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = canvas.bounding_box()
    width, height = box["width"], box["height"]
    scale = min((width - 24) / max(max(xs) - min(xs), 1e-6),
                (height - 24) / max(max(ys) - min(ys), 1e-6))
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    places = [(width / 2 + (x - middle[0]) * scale, height / 2 - (y - middle[1]) * scale)
              for x, y in zip(xs, ys)]
    corners = [(4, 4), (width * 0.52, 4), (width * 0.52, height - 4), (4, height - 4)]
    page.click("#map-lasso")
    page.mouse.move(box["x"] + corners[0][0], box["y"] + corners[0][1])
    page.mouse.down()
    for x, y in corners[1:]:
        page.mouse.move(box["x"] + x, box["y"] + y, steps=4)
    page.mouse.up()
    names = set(selected(page))
    found = []
    for name, (x, y) in zip(data["object_id"], places):
        if math.isclose(x, corners[1][0], abs_tol=2):
            continue
        if (name in names) != (x < corners[1][0]):
            found.append(f"{name} at {x:.0f}, {y:.0f} is on the wrong side of the lasso")
    if not 0 < len(names) < len(xs):
        found.append(f"the lasso took {len(names)} of {len(xs)}")
    return found[:5]


def export_a_selection(page, path):
    """What is selected is saved as CSV, each row as in the table beside the page."""
    marks = page.locator(".legend button.pick")
    if not marks.count():
        return None
    galaxies = beside(path)
    marks.first.scroll_into_view_if_needed()
    marks.first.click()
    names = selected(page)
    if not names:
        return ["an entry of the legend selects no galaxy"]
    with page.expect_download() as download:
        page.click("#selection-save")
    text = open(download.value.path(), encoding="utf-8", newline="").read()
    saved = table(text)
    found = differ(saved, names, "saved")
    for name, row in saved.items():
        for key in ("known_class", "predicted", "answer"):
            if row.get(key) != galaxies[name].get(key):
                found.append(f"{name} is saved with {key} {row.get(key)}, not {galaxies[name].get(key)}")
    return found[:5]


USES = {
    "fold out": fold_out, "follow the sections": follow_the_sections,
    "follow the index": follow_the_index, "click confusions": click_confusions,
    "drag the threshold": drag_the_threshold, "lasso the map": lasso_the_map,
    "export a selection": export_a_selection,
}
