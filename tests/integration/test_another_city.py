"""Every city under cities/ runs the whole demonstration from its folder alone, and nothing of another city is said.

Run as its users run it: in a process of its own, with a data folder of its own. On PostgreSQL the demonstration is tried by
test_demo_survives_kill; which city plays makes no difference to the database.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from quandun.assessment.domain.normalise import decode
from quandun.assessment.domain.plan_reader import read_plan

ROOT = Path(__file__).parents[2]
CITIES = sorted(path.parent for path in (ROOT / "cities").glob("*/demo.yaml"))
LIMIT_SECONDS = 120


def _quandun(city: Path, var: Path, *words: str) -> str:
    env = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    env |= {"QUANDUN_CITY": str(city), "QUANDUN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings.demo"}
    done = subprocess.run(
        [sys.executable, "-m", "config.cli", *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def _names_of(city: Path) -> set[str]:
    """The words by which a city would be known: its name and its districts'."""
    districts = [line.split("\t")[1] for line in (city / "districts.tsv").read_text("utf-8").splitlines() if re.match(r"\d{6}\t", line)]
    return {yaml.safe_load((city / "city.yaml").read_text("utf-8"))["name"].removesuffix("市"), *districts}


@pytest.mark.slow
@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.name)
def test_a_city_runs_the_whole_demonstration_from_its_folder_alone(city: Path, tmp_path: Path) -> None:
    story = _quandun(city, tmp_path, "demo", "--no-serve")
    assert [int(number) for number in re.findall(r"^ ?(\d+)\. ", story, re.M)] == list(range(1, 22))
    others = set().union(*(_names_of(other) for other in CITIES if other != city)) - _names_of(city)
    assert not [name for name in others if name in story], "another city's words in this city's story"
    told = json.loads(_quandun(city, tmp_path, "assess", "--on", "2026-11-30", "--json"))
    settings = yaml.safe_load((city / "city.yaml").read_text("utf-8"))
    plan = read_plan(decode((city / settings["plan"]).read_bytes()).text)
    assert told["plan"]["title"] == plan.title
    collective = {name for item in plan.items for segment in item.segments for name in segment.collective}
    assert told["assignments"] == sum(len([unit for unit in item.units if unit not in collective]) for item in plan.items)
    assert len(told["targets"]) == sum(len(item.targets) for item in plan.items) + len(plan.overall.targets if plan.overall else ())
    _quandun(city, tmp_path, "ledger", "check")


def test_there_is_more_than_one_city() -> None:
    assert len(CITIES) > 1
