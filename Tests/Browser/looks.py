"""How a page looks: nothing cut, nothing out of the window, nothing that axe-core minds."""

import pathlib

import axe_playwright_python

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
WIDTHS = (1440, 768, 390)
# Pixels of CSS between the margins of an A4 page: 210 mm less twice 12 mm.
PRINTED = 703
SMALLEST = 11
AUDITED = ((1440, "light"), (1440, "dark"), (390, "light"))

# Elements that reach out of the window, but for those inside of what scrolls by itself.
OVERFLOW = """() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
  }
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) { return true; }
    }
    return false;
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg") && element.tagName !== "svg") { continue; }
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0 && (box.right > width + 1 || box.left < -1)
      && !scrolls(element) && !element.closest(".skip, .visually-hidden")) {
      found.push(`${element.tagName.toLowerCase()}.${element.className} reaches from ` +
        `${Math.round(box.left)} to ${Math.round(box.right)} of ${width}: ` +
        element.textContent.trim().slice(0, 40));
    }
  }
  return found.slice(0, 5);
}"""

# Words that stick out of their own cell, and overlap the next one.
CUT = """() => {
  const found = [];
  for (const cell of document.querySelectorAll("td, th, dd, dt, li, h1, h2, h3, figcaption")) {
    const over = cell.scrollWidth - cell.clientWidth;
    if (cell.clientWidth > 0 && over > 2 && getComputedStyle(cell).overflowX === "visible"
      && !cell.closest(".skip")) {
      found.push(`${cell.tagName.toLowerCase()} is ${over} too narrow: ` +
        cell.textContent.trim().slice(0, 40));
    }
  }
  return found.slice(0, 5);
}"""

# The smallest text on the screen, drawings as they are scaled.
SMALL = """(smallest) => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility() || element.closest("title, desc, template, script, style")) { continue; }
    let size = parseFloat(getComputedStyle(element).fontSize);
    const matrix = element.getScreenCTM ? element.getScreenCTM() : null;
    if (matrix) { size *= Math.hypot(matrix.a, matrix.b); }
    if (size < smallest - 0.05) {
      found.add(`text of ${size.toFixed(1)} px: ${node.textContent.trim().slice(0, 40)}`);
    }
  }
  return Array.from(found).slice(0, 5);
}"""

# Boxes of equal rank are of one size.
UNEQUAL = """() => Array.from(document.querySelectorAll(".strips, .gallery")).flatMap((list) => {
  const sizes = Array.from(list.querySelectorAll("img"), (image) => {
    const box = image.getBoundingClientRect();
    return [Math.round(box.width), Math.round(box.height)];
  }).filter(([width]) => width > 0);
  const widths = sizes.map(([width]) => width);
  return sizes.length && Math.max(...widths) - Math.min(...widths) > 1
    ? [`pictures of ${list.className} are ${Math.min(...widths)} to ${Math.max(...widths)} wide`]
    : [];
})"""


def look(browser, path, pictures):
    """Every view of a page with what was found in it."""
    page = browser.open(path, max(WIDTHS))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            yield f"{width} px {scheme}", page.findings + inspect(page, width, scheme)
            page.findings.clear()
            if pictures:
                save(page, pictures, path, f"{width}-{scheme}")
    page.set_viewport_size({"width": PRINTED, "height": 900})
    page.emulate_media(media="print")
    yield "print", page.findings + page.evaluate(OVERFLOW) + page.evaluate(CUT)
    if pictures:
        page.pdf(path=pictures / f"{picture(path)}.pdf", prefer_css_page_size=True)
    page.context.close()
    page = browser.open(path, max(WIDTHS), script=False)
    yield "no script", list(page.findings)
    page.context.close()


def picture(path):
    return f"{path.parents[2].name}-{path.stem}"


def inspect(page, width, scheme):
    found = page.evaluate(OVERFLOW) + page.evaluate(CUT) + page.evaluate(UNEQUAL)
    if width == min(WIDTHS):
        found += page.evaluate(SMALL, SMALLEST)
    # Contrast depends on the scheme and structure on the width; three views show both.
    if (width, scheme) in AUDITED:
        found += axe(page)
    return found


def axe(page):
    """What axe-core finds serious, critical or moderate."""
    # The policy of the page forbids foreign scripts to the page, not to whoever drives the browser.
    page.evaluate(AXE)
    result = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations'], "
        "elementRef: false, performanceTimer: false})")
    return [
        f"axe {each['impact']}, {each['id']}, {len(each['nodes'])} times: {each['help']}; "
        f"{each['nodes'][0]['html'][:160]}; {each['nodes'][0]['failureSummary'][:200]}"
        for each in result["violations"] if each["impact"] in ("moderate", "serious", "critical")]


def save(page, pictures, path, view):
    pictures.mkdir(parents=True, exist_ok=True)
    page.screenshot(
        path=pictures / f"{picture(path)}-{view}.png", full_page=True)
