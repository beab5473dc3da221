"""The walls stand, and each of them is known to fall over a planted fault."""

import configparser
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import house

ROOT = Path(__file__).resolve().parents[2]
Wall = Callable[[Path], list[str]]

A_MODEL = "class A(Model):\n    "
# wall, the planted file and its text, a word of the fault it must report
PLANTED: tuple[tuple[Wall, str, str, str], ...] = (
    (house.front_doors, "matters/services.py", "from quandun.people.models import Unit\n", "quandun.people.api"),
    (house.front_doors, "matters/services.py", "from quandun.people import services\n", "quandun.people.api"),
    (house.front_doors, "matters/services.py", "import quandun.people.services\n", "quandun.people.api"),
    (house.front_doors, "matters/services.py", "from ..people.services import register\n", "quandun.people.api"),
    (house.front_doors, "matters/services.py", "from .. import people\n", "quandun.people.api"),
    (house.front_doors, "matters/services.py", "if TYPE_CHECKING:\n    from quandun.people.models import Unit\n", "quandun.people.api"),
    (house.no_reference_upwards, "people/models.py", A_MODEL + 'case = ForeignKey("cases.Case", CASCADE)\n', "cases.Case"),
    (house.no_reference_upwards, "people/models.py", A_MODEL + 'case = ForeignKey(to="cases.Case")\n', "cases.Case"),
    (house.no_reference_upwards, "people/models.py", A_MODEL + 'x = ManyToManyField("self", through="cases.Case")\n', "cases.Case"),
    (house.no_reference_upwards, "people/models.py", A_MODEL + 'x = models.OneToOneField("inspections.Visit")\n', "Visit"),
    (house.no_reference_upwards, "portal/views.py", 'apps.get_model("cases", "Case")\n', "get_model"),
    (house.no_reference_upwards, "people/views.py", 'redirect("cases:desk")\n', "cases:desk"),
    (house.no_reference_upwards, "people/views.py", 'render(request, "cases/desk.html")\n', "cases/desk.html"),
    (house.no_reference_upwards, "people/subscribers.py", '@subscriber("x", kinds=("cases.filed",))\ndef x(): ...\n', "cases.filed"),
    (house.no_reference_upwards, "people/migrations/0001_x.py", 'dependencies = [("cases", "0001_x")]\n', "migration of cases"),
    (house.no_reference_upwards, "cases/views.py", 'reverse("inspections:visit")\n', "inspections"),
    (house.templates_look_back, "people/templates/people/a.html", '{% extends "portal/base.html" %}\n', "portal"),
    (house.templates_look_back, "people/templates/people/a.html", "<p>\n{% include 'cases/clock.html' %}\n", ":2:"),
    (house.templates_look_back, "people/templates/people/a.html", "{% url 'cases:desk' %}\n", "cases:desk"),
    (house.templates_look_back, "people/templates/people/deep/a.html", '{% static "portal/x.css" %}\n', "portal"),
    (house.time_is_passed_in, "cases/services.py", "at = datetime.now(UTC)\n", "now"),
    (house.time_is_passed_in, "cases/domain/clocks.py", "def late():\n    return date.today()\n", "today"),
    (house.time_is_passed_in, "cases/models.py", "at = DateTimeField(default=timezone.now)\n", "now"),
    (house.time_is_passed_in, "cases/models.py", "at = DateTimeField(auto_now_add=True)\n", "auto_now_add"),
    (house.time_is_passed_in, "cases/services.py", "from django.utils.timezone import now\n", "now"),
    (house.time_is_passed_in, "law/terms.py", "import time\nx = time.time()\n", "time.time"),
    (house.time_is_passed_in, "kernel/clocks.py", "class Other:\n    def now(self):\n        return datetime.now(UTC)\n", "now"),
    (house.time_is_passed_in, "cases/services.py", "at = SystemClock().now()\n", "now"),
    (house.imports_stand_at_the_top, "cases/services.py", "def f():\n    import json\n", ":2:"),
    (house.imports_stand_at_the_top, "cases/views.py", "class A:\n    async def f(self):\n        from quandun.law import api\n", ":3:"),
    (house.modules_name_an_idea, "cases/utils.py", "", "cases/utils.py"),
    (house.modules_name_an_idea, "cases/domain/common.py", "", "name the idea"),
    (house.rooms_introduce_themselves, "cases/__init__.py", "x = 1\n", "no docstring"),
    (house.rooms_introduce_themselves, "annex/__init__.py", '"""An annexe."""\n', "not a room of the plan"),
    (house.integer_keys_stay_inside, "cases/urls.py", 'path("<int:pk>/", view)\n', "integer key"),
    (house.integer_keys_stay_inside, "cases/urls.py", 'path("<int:case_id>/", view)\n', "integer key"),
    (house.integer_keys_stay_inside, "cases/models.py", "class Case(models.Model):\n    number = CharField()\n", "Case has no public_id"),
    (house.no_city_by_name, "cases/domain/types.py", 'city = "济南市"\n', "济南"),
    (house.no_city_by_name, "cases/templates/cases/a.html", "<p>Jinan</p>\n", "Jinan"),
)  # fmt: skip

SOUND = {
    "kernel/clocks.py": "class SystemClock:\n    def now(self):\n        return datetime.now(UTC)\n",
    "people/api.py": "from quandun.kernel.ids import new_id\nfrom quandun.people.services import register\n",
    "people/models.py": "class Unit(Model):\n    public_id = CharField()\n\n\nclass UnitName(Model):\n    unit = ForeignKey(Unit)\n",
    "people/commands.py": "def load():\n    from quandun.people import services\n",
    "people/urls.py": 'path("<str:public_id>/<int:year>/", view)\n',
    "cases/services.py": "from quandun.people import api as people\nfrom quandun.people.api import register\nfrom . import errors\n",
    "cases/models.py": 'class Case(Model):\n    public_id = CharField()\n    unit = ForeignKey("people.Unit")\n',
    "cases/procedure/models.py": "class Kind(models.Model):\n    class Meta:\n        abstract = True\n",
    "cases/views.py": 'redirect("cases:desk")\nrender(request, "cases/desk.html")\nsay("note: people")\n',
    "cases/subscribers.py": '@subscriber("cases.x", kinds=("people.registered",))\ndef x(): ...\n',
    "cases/migrations/0001_x.py": 'class Migration:\n    dependencies = [("people", "0001_x"), ("contenttypes", "0001")]\n',
    "cases/templates/cases/a.html": '{% extends "people/base.html" %}{% url "cases:desk" %}{% include shown %}\n',
}


def plant(tree: Path, files: dict[str, str]) -> Path:
    """Write a small sound house with these files on top and return its tree."""
    for room in ("kernel", "law", "people", "matters", "cases", "portal"):
        (tree / "quandun" / room).mkdir(parents=True)
        (tree / "quandun" / room / "__init__.py").write_text(f'"""{room}."""\n', encoding="utf-8")
    for name, text in files.items():
        path = tree / "quandun" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tree


@pytest.mark.parametrize("wall", house.WALLS, ids=lambda wall: wall.__name__)
def test_the_house_keeps_its_walls(wall: Wall) -> None:
    assert wall(ROOT) == []


@pytest.mark.parametrize(("wall", "name", "text", "word"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_a_planted_fault_is_seen(wall: Wall, name: str, text: str, word: str, tmp_path: Path) -> None:
    faults = wall(plant(tmp_path, {name: text}))
    assert len(faults) == 1
    assert faults[0].startswith(f"quandun/{name}:")
    assert word in faults[0]


@pytest.mark.parametrize("wall", house.WALLS, ids=lambda wall: wall.__name__)
def test_a_sound_house_is_not_blamed(wall: Wall, tmp_path: Path) -> None:
    assert wall(plant(tmp_path, SOUND)) == []


def test_every_wall_has_a_planted_fault() -> None:
    assert {planted[0] for planted in PLANTED} == set(house.WALLS)


def test_every_row_excused_from_a_public_id_exists() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "quandun").glob("*/models.py"))
    assert [name for name in house.ROWS_WITHOUT_PUBLIC_ID if f"class {name}(" not in text] == []


def layers() -> list[tuple[str, ...]]:
    """Return the layers of .importlinter from the ground up; rooms beside each other in one tuple."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    lines = config["importlinter:contract:order"]["layers"].split("\n")
    return [tuple(sorted(room.strip() for room in line.split("|"))) for line in reversed(lines) if line.strip()]


def test_import_linter_knows_exactly_the_rooms_that_stand_in_their_order() -> None:
    standing = set(house.rooms(ROOT))
    assert layers() == [kept for rooms in house.ORDER if (kept := tuple(sorted(standing.intersection(rooms))))]


# what is planted, and the contract that must say BROKEN
CONTRACTS: tuple[tuple[str, str, str], ...] = (
    ("kernel/errors.py", "import quandun.portal\n", "Rooms stand in the order"),
    ("annex/__init__.py", "", "Rooms stand in the order"),
    ("cases/domain/rules.py", "import django.db\n", "never reach Django"),
    ("cases/domain/rules.py", "import quandun.people.api\n", "never reach Django"),
    ("cases/case_types/one/manifest.py", "import quandun.cases.case_types.two\n", "Case types know nothing"),
    ("people/services.py", "import config.settings\n", "config assembles all rooms"),
)


def lint(tree: Path) -> "subprocess.CompletedProcess[str]":
    """Run import-linter with the real contracts over a planted tree, without its cache."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", ROOT / ".importlinter"],
        cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def plant_for_import_linter(tree: Path, files: dict[str, str]) -> Path:
    """Write every room of the contracts as a package, `config` beside them, and these files."""
    empty = [f"quandun/{room}/__init__.py" for rooms in layers() for room in rooms]
    empty += ["quandun/__init__.py", "config/__init__.py", "config/settings.py", "quandun/cases/domain/__init__.py"]
    empty += [f"quandun/cases/case_types/{name}__init__.py" for name in ("", "one/", "two/")]
    for name in empty:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
    (tree / "quandun/people/api.py").write_text("import django.db\n", encoding="utf-8")
    for name, text in files.items():
        (tree / "quandun" / name).parent.mkdir(exist_ok=True)
        (tree / "quandun" / name).write_text(text, encoding="utf-8")
    return tree


def test_import_linter_keeps_a_sound_tree(tmp_path: Path) -> None:
    said = lint(plant_for_import_linter(tmp_path, {}))
    assert said.returncode == 0, said.stdout + said.stderr
    assert "0 broken" in said.stdout


@pytest.mark.parametrize(("name", "text", "contract"), CONTRACTS)
def test_import_linter_sees_a_planted_fault(name: str, text: str, contract: str, tmp_path: Path) -> None:
    said = lint(plant_for_import_linter(tmp_path, {name: text}))
    assert said.returncode == 1, said.stdout + said.stderr
    broken = " ".join(said.stdout.split())
    assert "1 broken" in broken
    assert contract in broken
