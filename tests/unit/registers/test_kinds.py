"""The registers' files hold together, and each way of not holding together is seen."""

from dataclasses import replace

import pytest

from quandun.registers import registry
from quandun.registers.domain.kinds import RegisterField, RegisterKind, faults_of
from quandun.registers.kinds.appraisal_expert import REGISTER as EXPERTS
from quandun.registers.kinds.key_protected_unit import REGISTER as UNITS


def test_the_installed_registers_contradict_nothing() -> None:
    assert {key: list(faults_of(kind)) for key, kind in registry.installed().items()} == {key: [] for key in registry.installed()}


def test_a_file_is_named_for_its_register() -> None:
    for key in registry.installed():
        assert __import__(f"quandun.registers.kinds.{key}", fromlist=["REGISTER"]).REGISTER.key == key


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (replace(UNITS, fields=(*UNITS.fields, UNITS.fields[0])), "字段重复"),
        (replace(UNITS, name_field="nobody"), "没有名为 nobody 的字段"),
        (replace(UNITS, name_field="industry"), "应当必填并公开"),
        (replace(UNITS, identity=("contact_phone",)), "另行保存的个人信息"),
        (replace(EXPERTS, consent=""), "单独同意"),
        (replace(EXPERTS, consent="phone"), "应当是“是/否”"),
        (replace(UNITS, fields=(*UNITS.fields, RegisterField("x", "某", "X", kind="choice"))), "x 没有选项"),
        (replace(UNITS, decided_by=()), "由谁决定"),
    ],
)
def test_a_contradiction_is_named(kind: RegisterKind, says: str) -> None:
    assert any(says in fault for fault in faults_of(kind))
