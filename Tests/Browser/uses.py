"""What a person does with a page: each use is tried where the page offers it."""


def use(browser, path):
    """Every use with what went wrong in it."""
    for name, attempt in USES.items():
        page = browser.open(path)
        try:
            found = attempt(page)
            if found is not None:
                yield name, page.findings + found
        finally:
            page.context.close()


def fold_out(page):
    """Every folded part opens with a click, and nothing reaches out of the window then."""
    from looks import OVERFLOW
    folded = page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    return page.evaluate(OVERFLOW)


def follow_the_sections(page):
    """Each link of the contents leads to its section."""
    found = []
    for link in page.locator("nav a").all():
        link.click()
        target = link.get_attribute("href")
        box = page.locator(target).bounding_box()
        if box is None or not -200 < box["y"] < 900:
            found.append(f"{target} is not in the window after a click")
    return found


USES = {"fold out": fold_out, "follow the sections": follow_the_sections}
