"""Chromium with one page at a time, which listens for what a report must not do."""

import shutil

from playwright.sync_api import sync_playwright


class Browser:
    def __enter__(self):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        if not program:
            raise ImportError("there is no Chromium")
        self.playwright = sync_playwright().start()
        # Tests run in containers, as root, where Chromium's own sandbox can't be set up. The pages
        # are our own.
        self.chromium = self.playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        return self

    def __exit__(self, *_):
        self.chromium.close()
        self.playwright.stop()

    def open(self, path, width=1440, scheme="light", script=True):
        """A page with its `findings`: errors, words on the console, requests, dialogs."""
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme,
            java_script_enabled=script, accept_downloads=True, reduced_motion="reduce")
        page = context.new_page()
        page.findings = []
        page.on("console", lambda message: page.findings.append(
            f"{message.type} on the console: {message.text[:300]}")
            if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.findings.append(f"script error: {error}"))

        def asked(request):
            url = request.url
            if url != address and not url.startswith(("data:", "blob:")):
                page.findings.append(f"request of {url[:200]}")

        def dialog(box):
            page.findings.append(f"dialog: {box.message}")
            box.dismiss()

        address = path.resolve().as_uri()
        page.on("request", asked)
        page.on("dialog", dialog)
        page.goto(address)
        return page
