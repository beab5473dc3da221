"""Cases, their happenings, and proposals waiting for signatures."""

from typing import ClassVar

from django.db import models


class Case(models.Model):
    """One procedure of one unit in a matter (案件). `state` and `marks` repeat what the history says, for lists."""

    public_id = models.CharField(max_length=40, unique=True)
    case_type = models.CharField(max_length=40)
    number = models.CharField(max_length=60, unique=True)  # 案号, a label
    name = models.CharField(max_length=200)
    matter_id = models.CharField(max_length=40)
    unit_id = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    final = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)  # happenings so far; claims the next place

    class Meta:
        constraints: ClassVar = [
            # Two registrars at once open one case, not two.
            models.UniqueConstraint(
                fields=["matter_id", "case_type", "unit_id"], condition=models.Q(final=False), name="one_open_case_per_matter_and_type"
            ),
        ]
        indexes: ClassVar = [
            # Serves: the desk of a unit, open cases first.
            models.Index(fields=["unit_id", "final"], name="cases_of_a_unit"),
            # Serves: the cases of a matter.
            models.Index(fields=["matter_id"], name="cases_of_a_matter"),
        ]

    def __str__(self) -> str:
        return self.number


class Happened(models.Model):
    """A step that took effect (已生效的程序步骤). Never changed, never removed."""

    public_id = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="history")
    position = models.PositiveIntegerField()
    step = models.CharField(max_length=60)
    at = models.DateTimeField()
    answers = models.JSONField()
    signatures = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            # Two officers acting at once claim the same place: one of them is told that the file has changed.
            models.UniqueConstraint(fields=["case", "position"], name="one_happening_per_place"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Proposal(models.Model):
    """A step proposed and waiting for signatures (提请)."""

    public_id = models.CharField(max_length=40, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    step = models.CharField(max_length=60)
    answers = models.JSONField()
    documents = models.JSONField()  # [{key, id, number}] fixed when proposed, so that what is signed is what is issued
    proposed_by = models.CharField(max_length=40)
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")  # open | effective | withdrawn

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "step"], condition=models.Q(state="open"), name="one_open_proposal_per_step"),
        ]

    def __str__(self) -> str:
        return self.public_id


class ProposalSignature(models.Model):
    """A signature under a proposal (签名)."""

    public_id = models.CharField(max_length=40, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="signatures")
    position = models.PositiveSmallIntegerField()
    capacity = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=40)
    person_id = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=60)
    opinion = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "position"], name="one_signature_per_place"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Triage(models.Model):
    """The road the decision table proposes for a matter (分流建议), replayable against the table of its day."""

    public_id = models.CharField(max_length=40, unique=True)
    matter_id = models.CharField(max_length=40, unique=True)
    facts = models.JSONField()
    table_sha256 = models.CharField(max_length=64)
    route = models.CharField(max_length=60)
    track = models.CharField(max_length=20)
    reasons = models.JSONField()
    not_taken = models.JSONField()
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id
