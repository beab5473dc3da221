"""The browser and fonts of the tests, of web capture and of `quandun doctor`: where they are, how they get here.

Plain standard library, so it runs before anything is installed: `python3 config/browsers.py` installs what is missing.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk")
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_INSTALL_TIMEOUT_SECONDS = 900


def chromium() -> Path | None:
    """Return a Chromium that starts: that of CHROMIUM, of the system, or one Playwright fetched earlier; else None."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in _NAMES]
    if not named:
        fetched = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
        candidates += [str(path) for path in sorted(fetched.glob("chromium-*/chrome-linux*/chrome"), reverse=True)]
    return next((Path(path) for path in candidates if path and _starts(path)), None)


def has_chinese_fonts() -> bool:
    """Say whether pages can show Chinese at all."""
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", ":lang=zh", "file"], capture_output=True, check=False).stdout.strip())
    return any(Path("/usr/share/fonts").rglob("*CJK*"))


def missing() -> list[str]:
    """Return the packages that would be needed."""
    return [name for name, here in zip(PACKAGES, (chromium() is not None, has_chinese_fonts()), strict=True) if not here]


def remedy(names: list[str]) -> str:
    """Return the one line that says what to install."""
    return f"no usable {' and no '.join(names)}: run `apt-get install {' '.join(names)}` as root (or name a Chromium in CHROMIUM)"


def install(names: list[str]) -> bool:
    """Install the packages where apt-get may be used without asking; say whether all is there afterwards."""
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    before: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode:
            return False
        before = ["sudo", "-n"]
    print(f"browser: installing {' and '.join(names)} with apt-get (about a minute)", flush=True)
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq", "-o", "DPkg::Lock::Timeout=120"]
    for command in ([*quiet, "update"], [*quiet, "install", "-y", "--no-install-recommends", *names]):
        said = subprocess.run(command, capture_output=True, text=True, timeout=_INSTALL_TIMEOUT_SECONDS, check=False)
        if said.returncode and "install" in command:
            print(f"browser: apt-get failed: {(said.stderr.strip().splitlines() or ['no reason given'])[-1]}", file=sys.stderr)
    return not missing()


def ensure() -> bool:
    """Have browser and fonts here or say in one line what to install."""
    names = missing()
    if names and not install(names):
        print(f"browser: {remedy(missing())}", file=sys.stderr)
        return False
    print("browser: Chromium and Chinese fonts are here", flush=True)
    return True


def _starts(path: str) -> bool:
    # Ubuntu's package is a stub that only asks for a snap, so being there is not enough.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(0 if ensure() else 1)
