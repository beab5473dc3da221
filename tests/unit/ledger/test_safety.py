"""What a start refuses, judged from plain values."""

import pytest

from quandun.ledger.safety import has_wal_reset_fault, postgresql_faults, sqlite_faults


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 0), (3, 51, 2)])
def test_an_sqlite_with_the_wal_reset_fault_is_known(version: tuple[int, ...]) -> None:
    assert has_wal_reset_fault(version)


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 52, 0), (3, 53, 4), (4, 0, 0)])
def test_a_repaired_sqlite_is_known(version: tuple[int, ...]) -> None:
    assert not has_wal_reset_fault(version)


def test_relaxed_sync_is_refused_unless_the_profile_says_so() -> None:
    safe = (3, 53, 4)
    assert sqlite_faults(safe, "wal", 2, relaxed=False) == []
    assert sqlite_faults(safe, "wal", 3, relaxed=False) == []
    assert len(sqlite_faults(safe, "wal", 1, relaxed=False)) == 1
    assert len(sqlite_faults(safe, "wal", 0, relaxed=False)) == 1
    assert sqlite_faults(safe, "wal", 0, relaxed=True) == []


def test_the_faulty_sqlite_is_refused_in_wal_mode_only_and_whatever_the_profile() -> None:
    assert len(sqlite_faults((3, 40, 1), "wal", 2, relaxed=True)) == 1
    assert sqlite_faults((3, 40, 1), "truncate", 2, relaxed=False) == []


def test_a_postgresql_that_does_not_sync_is_refused() -> None:
    good = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    assert postgresql_faults(good, relaxed=False) == []
    for name in good:
        assert len(postgresql_faults({**good, name: "off"}, relaxed=False)) == 1
    assert postgresql_faults({**good, "synchronous_commit": "remote_apply"}, relaxed=False) == []
    assert postgresql_faults({**good, "fsync": "off"}, relaxed=True) == []
