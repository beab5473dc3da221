"""Deleting one record changes exactly the figures that count it; recomputing a past day gives what was shown then."""

from fractions import Fraction

import pytest
from django.db import models, transaction

from quandun.assessment import api as assessment
from quandun.cases.models import Case, Happened, Proposal, ProposalSignature
from quandun.disclosure.models import Publication
from quandun.evidence.models import Exhibit
from quandun.exchange.models import Message
from quandun.identification.models import Finding
from quandun.intake.models import Report
from quandun.kernel.actors import ANYONE
from quandun.matters.models import Participant
from quandun.registers.models import RegisterEntry, Transition
from tests.integration.assessment.counted_world import LAST, told, whole
from tests.integration.worlds import World

Shown = dict[str, tuple[Fraction | None, tuple[str, ...], int]]


def _figures(on: object = LAST) -> dict[str, assessment.Figure]:
    return {key: assessment.figure(key, on=on, by=ANYONE) for key in assessment.installed_indicators()}  # type: ignore[arg-type]


def _shown(figures: dict[str, assessment.Figure]) -> Shown:
    """What a visitor sees of each figure: value, records, and how many of them are favourable."""
    return {
        key: (figure.value, tuple(record.id for record in figure.records), figure.reckoned.favourable) for key, figure in figures.items()
    }


def _delete_case(case: Case) -> None:
    ProposalSignature.objects.filter(proposal__case=case).delete()
    Proposal.objects.filter(case=case).delete()
    Happened.objects.filter(case=case).delete()
    case.delete()


def _delete_entry(entry: RegisterEntry) -> None:
    Transition.objects.filter(entry=entry).delete()
    entry.private_details.delete()
    entry.delete()


def _delete(row: models.Model) -> None:
    if isinstance(row, Case):
        _delete_case(row)
    elif isinstance(row, RegisterEntry):
        _delete_entry(row)
    else:
        row.delete()


# Every kind of record an indicator counts or rests on, and two that none does.
COUNTED: tuple[type[models.Model], ...] = (Case, Report, Exhibit, Publication, Finding, RegisterEntry)
UNCOUNTED: tuple[type[models.Model], ...] = (Participant, Message)


def _changed_by_deleting(row: models.Model, before: Shown) -> set[str]:
    with transaction.atomic():
        _delete(row)
        after = _shown(_figures())
        transaction.set_rollback(True)
    return {key for key in before if before[key] != after[key]}


def test_deleting_one_record_changes_exactly_the_figures_that_count_it(world: World) -> None:
    whole(world)
    figures = _figures()
    before = _shown(figures)
    assert [key for key, figure in figures.items() if not figure.records] == [], "an indicator counts nothing here: nothing is shown of it"
    named = {name for figure in figures.values() for record in figure.records for name in (record.id, *record.rests_on)}
    seen: set[str] = set()
    for model in COUNTED:
        for row in model.objects.all():  # type: ignore[attr-defined]
            public_id = row.public_id
            counting = {
                key for key, figure in figures.items() if any(public_id in (record.id, *record.rests_on) for record in figure.records)
            }
            assert _changed_by_deleting(row, before) == counting, f"{model.__name__} {public_id}"
            seen.add(public_id)
    assert named <= seen, "a figure counts a record of a kind that was not tried"


@pytest.mark.parametrize("model", UNCOUNTED)
def test_deleting_what_no_figure_counts_changes_none(world: World, model: type[models.Model]) -> None:
    whole(world)
    row = model.objects.first()  # type: ignore[attr-defined]
    assert row is not None
    assert _changed_by_deleting(row, _shown(_figures())) == set()


def test_recomputing_every_past_day_gives_what_was_shown_then(world: World) -> None:
    then = {day: _shown(_figures(day)) for day in told(world)}
    assert len(then) > 10
    assert len({repr(shown) for shown in then.values()}) >= 6, "the story must move the figures, or this proves nothing"
    assert {day: _shown(_figures(day)) for day in then} == then


def test_the_series_shows_on_each_day_what_that_day_showed(world: World) -> None:
    whole(world)
    for key in assessment.installed_indicators():
        for day, reckoned in assessment.series(key, on=LAST, by=ANYONE):
            assert reckoned.value == assessment.figure(key, on=day, by=ANYONE).value, (key, day)


def test_figures_are_those_of_the_story(world: World) -> None:
    whole(world)
    shown = {key: figure.shown for key, figure in _figures().items()}
    assert shown == {
        "appraisal_expert": "1",
        "closed_penalty_cases": "1",
        "decided_in_time": "100",
        "decisions_published_in_time": "100",
        "evidence_deposited": "3",
        "filed_cases": "2",
        "key_protected_unit": "1",
        "likeness_leads_found": "3",
        "median_days_to_decision": "39",
        "mediation_body": "50",
        "reports_answered": "66.6",
        "reports_received": "3",
        "suspected_crimes_to_transfer": "1",
    }
