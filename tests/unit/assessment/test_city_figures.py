"""`figures.yaml`: every kind of fault is found, and a right file is read."""

import shutil
from pathlib import Path

import pytest

from quandun.assessment.domain.city_figures import FIGURES_FILE, read_task_figures
from quandun.assessment.domain.city_parts import check_city_part

LINCHUAN = Path(__file__).parents[2] / "cities" / "linchuan"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LINCHUAN, tmp_path / "city"))


def test_no_file_means_no_figures(folder: Path) -> None:
    assert read_task_figures(folder, []) == [] and check_city_part(folder) == []


def test_a_right_file_is_read(folder: Path) -> None:
    (folder / FIGURES_FILE).write_text("- task: 2\n  title: 加强司法保护\n  indicators: [filed_cases, decided_in_time]\n", "utf-8")
    assert check_city_part(folder) == []
    [found] = read_task_figures(folder, [])
    assert (found.number, found.title, found.indicators) == ("2", "加强司法保护", ("filed_cases", "decided_in_time"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- task: 2\n  title: 加强司法\n  indicators: [filed_cases]\n", "加强司法保护"),
        ("- task: 9\n  title: 加强司法保护\n  indicators: [filed_cases]\n", "没有这个编号"),
        ("- task: 2\n  title: 加强司法保护\n  indicators: [cases_won]\n", "没有指标“cases_won”"),
        ("- task: 2\n  title: 加强司法保护\n", "没有写全"),
        ("- task: 2\n  title: 加强司法保护\n  indicators: filed_cases\n", "没有写全"),
        ("- 2\n", "没有写全"),
        ("task: 2\n", "逐项"),
        ("- [\n", "YAML"),
    ],
)
def test_each_fault_is_found_with_its_line(folder: Path, text: str, says: str) -> None:
    (folder / FIGURES_FILE).write_text(text, "utf-8")
    [fault] = check_city_part(folder)
    assert (fault.file, fault.line) == (FIGURES_FILE, 1) and says in fault.what + fault.remedy
