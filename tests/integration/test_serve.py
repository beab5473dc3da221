"""`quandun serve` and `quandun doctor` on a machine of their own: a fresh data folder, a free port, the demonstration profile."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def environment(var: Path) -> dict[str, str]:
    """Return an environment whose data lies in `var`, on embedded SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUANDUN_", "DJANGO_", "DATABASE_"))}
    return {**kept, "PYTHONPATH": str(ROOT), "QUANDUN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings.demo"}


def quandun(var: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-P", "-m", "config.cli", *words],
        cwd="/", env=environment(var), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answer(port: int) -> int:
    """Return the status of the home page, waiting for the site to come up."""
    deadline = time.monotonic() + 60
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/")
            return connection.getresponse().status
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_it_serves_the_home_page_and_ends_when_told(tmp_path: Path) -> None:
    port = free_port()
    with (tmp_path / "log").open("wb") as log:
        site = subprocess.Popen(
            [sys.executable, "-P", "-m", "config.cli", "serve", "--port", str(port)],
            cwd="/", env=environment(tmp_path / "var"), stdout=log, stderr=log,
        )  # fmt: skip
    try:
        assert answer(port) == 200
        site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=20) == 0
    finally:
        site.kill()
        site.wait()
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert f"http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said
    examined = quandun(tmp_path / "var", "doctor")
    assert examined.returncode == 0, examined.stdout
    assert "正常  数据库" in examined.stdout
    assert "正常  安全检查" in examined.stdout


def test_a_port_in_use_is_one_line(tmp_path: Path, busy_port: int) -> None:
    said = quandun(tmp_path, "serve", "--port", str(busy_port))
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert str(busy_port) in said.stderr


def test_the_doctor_says_when_nothing_is_prepared(tmp_path: Path) -> None:
    said = quandun(tmp_path, "doctor")
    assert said.returncode == 1
    assert "有误  数据库" in said.stdout
