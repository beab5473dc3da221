"""A person at a browser: logs in, fills forms by name, and everything the page complains of is kept."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

from config.demo.people import DEMO_PASSWORD

# Reported by the page itself, so a violation is seen even where the console is silent.
WATCH_POLICY = """
window.policyViolations = [];
document.addEventListener('securitypolicyviolation', e => window.policyViolations.push(e.violatedDirective + ' ' + e.blockedURI));
"""
UNLABELLED = """() => [...document.querySelectorAll('input, select, textarea')]
  .filter(e => e.type !== 'hidden' && !(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))
  .map(e => e.name || e.id || e.outerHTML)"""
WIDER_THAN_SCREEN = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Visitor:
    """One browser window of one person."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser itself notes every answer from 400 up as an error; those answers are looked at by the tests.
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.complaints.append(message.text)

    def go(self, path: str) -> Response:
        """Open an address of the site."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        return answer

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Follow the first link in the page's content whose name holds these words."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def says(self, text: str) -> bool:
        """Say whether the page shows the text, once it has arrived in full."""
        self.page.wait_for_load_state()
        return text in self.page.inner_text("body")

    def fill(self, answers: Mapping[str, str]) -> int:
        """Fill controls of the content by name, whatever their kind, and return how many it took."""
        for name, value in answers.items():
            control = self.page.locator(f'main [name="{name}"]')
            kind = control.first.get_attribute("type") or control.first.evaluate("e => e.tagName.toLowerCase()")
            if kind == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif kind == "checkbox":
                control.first.set_checked(value == "yes")
            elif kind == "select":
                control.first.select_option(value)
            elif kind == "file":
                control.first.set_input_files(value)
            else:
                control.first.fill(value)
        return len(answers)

    def log_in(self, username: str) -> None:
        """Log in with password and the code of the second factor, which the demonstration shows on its page."""
        self.go("/account/login/")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", DEMO_PASSWORD)
        self.page.locator("main form button.btn-primary").first.click()
        shown = self.page.locator("#demo-code")
        if shown.count():
            self.page.fill("input[name=code]", shown.inner_text().replace(" ", ""))
            self.page.locator("main form button.btn-primary").first.click()
        self.page.wait_for_url(self.url + "/")

    def faults(self) -> list[str]:
        """Return what is wrong with the page now in ways no page may be."""
        found = list(self.complaints)
        self.complaints.clear()
        found += [f"policy: {one}" for one in self.page.evaluate("() => window.policyViolations || []")]
        if self.page.evaluate(WIDER_THAN_SCREEN):
            found.append("wider than the screen")
        if (headings := self.page.locator("h1").count()) != 1:
            found.append(f"{headings} h1")
        found += [f"no label: {one}" for one in self.page.evaluate(UNLABELLED)]
        return found

    def picture(self, name: str) -> None:
        """Keep a picture of the page where BROWSER_PICTURES names a folder; nowhere else."""
        if folder := os.environ.get("BROWSER_PICTURES"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def visitor_in(context: BrowserContext, url: str) -> Visitor:
    """Return a visitor in a new window of the context."""
    context.add_init_script(WATCH_POLICY)
    return Visitor(context.new_page(), url)
