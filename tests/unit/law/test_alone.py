"""The room works where nothing but its own needs is installed: Python and PyYAML."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
NETWORK = {"socket", "ssl", "http.client", "urllib.request", "asyncio"}


@pytest.fixture(scope="module")
def needs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of packages that holds PyYAML alone."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "yaml").symlink_to(Path(yaml.__file__).parent, target_is_directory=True)
    return folder


def alone(needs: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a Python that sees the project, PyYAML and the standard library, and nothing else."""
    start = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(needs)!r}]; "
    return subprocess.run([sys.executable, "-I", "-S", "-c", start + code], capture_output=True, text=True, cwd=needs)


def test_the_room_is_imported_with_pyyaml_alone(needs: Path) -> None:
    code = "import quandun.law; from quandun.law import api, commands; api.current(); print(*sys.modules, sep='\\n')"
    done = alone(needs, code)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert {"quandun.law.terms", "yaml"} <= loaded
    assert not loaded & NETWORK
    assert {name.partition(".")[0] for name in loaded if name.startswith(("quandun.", "config."))} == {"quandun"}
    assert {name.split(".")[1] for name in loaded if name.startswith("quandun.")} == {"kernel", "law"}


def test_where_the_room_is_alone_there_is_no_django(needs: Path) -> None:
    done = alone(needs, "import django")
    assert done.returncode == 1 and "ModuleNotFoundError" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("due", "mp-register-preserve.decide_within", "--starts", "2026-09-03", "--json"),
        ("show", "mp-register-preserve", "--json"),
        ("find", "商标", "--json"),
        ("list", "--json"),
        ("diff", "2026-11-25", "2027-01-01", "--json"),
    ],
    ids=lambda words: words[0],
)
def test_the_command_line_works_with_pyyaml_alone(words: tuple[str, ...], needs: Path) -> None:
    done = alone(needs, f"from quandun.law.__main__ import main; sys.exit(main({words!r}))")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


def test_a_refusal_is_one_line_and_its_code(needs: Path) -> None:
    done = alone(needs, "from quandun.law.__main__ import main; sys.exit(main(['due', 'mp-nothing', '--starts', '2026-09-03']))")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
