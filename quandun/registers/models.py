"""Entries of registers, their dated transitions, the private details apart, and the goals the plan sets."""

from typing import ClassVar

from django.db import models


class RegisterEntry(models.Model):
    """A member of a register, or a nomination to become one (名录条目). What it is on a day, its transitions say."""

    public_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)  # key of the register's file
    number = models.CharField(max_length=60, unique=True)  # a label for people, never a key
    name = models.CharField(max_length=200)  # the answer of the kind's name field, for lists and search
    district_code = models.CharField(max_length=6, blank=True)
    unit_id = models.CharField(max_length=40)  # the unit that keeps the entry (管理单位)
    answers = models.JSONField()  # without the private details
    identity = models.CharField(max_length=500)  # what makes two entries the same member
    is_open = models.BooleanField(default=True)  # neither refused nor removed; repeats the transitions for the constraint below
    nominated_by = models.CharField(max_length=40)  # account; may not decide on it
    version = models.PositiveIntegerField(default=0)  # transitions so far; claims the next place

    class Meta:
        constraints: ClassVar = [
            # Two officers who nominate the same member at once make one entry, not two.
            models.UniqueConstraint(fields=["kind", "identity"], condition=models.Q(is_open=True), name="one_open_entry_per_member"),
        ]
        indexes: ClassVar = [
            # Serves: the list and the count of a register.
            models.Index(fields=["kind", "district_code"], name="entries_of_a_register"),
            # Serves: what a unit keeps.
            models.Index(fields=["unit_id", "kind"], name="entries_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.number


class Transition(models.Model):
    """A dated act on an entry (提名、入库、暂停、移出……). Never changed, never removed."""

    public_id = models.CharField(max_length=40, unique=True)
    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="transitions")
    position = models.PositiveIntegerField()
    move = models.CharField(max_length=12)
    effective_on = models.DateField()  # when it counts
    ends_on = models.DateField(null=True)  # exclusive end of the term an admission or renewal states
    recorded_at = models.DateTimeField()  # when it was written down
    by_id = models.CharField(max_length=40)
    statement = models.JSONField()  # {"basis", "checks"} of an admission, {"facts", "basis", "remedy"} of a refusal

    class Meta:
        constraints: ClassVar = [
            # Two deciders at once claim the same place: one of them is told that the entry has changed.
            models.UniqueConstraint(fields=["entry", "position"], name="one_transition_per_place"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("effective_on")), name="register_term_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class PrivateDetails(models.Model):
    """Contact persons and telephones of an entry, apart: in no extract, no fact and no seal, so that they can be erased."""

    entry = models.OneToOneField(RegisterEntry, on_delete=models.PROTECT, related_name="private_details")
    answers = models.JSONField()

    def __str__(self) -> str:
        return "private"


class Amendment(models.Model):
    """A correction of an entry's answers (更正), with what stood there before. Private details are replaced, not kept."""

    public_id = models.CharField(max_length=40, unique=True)
    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="amendments")
    before = models.JSONField()  # the entry's answers until then
    fields = models.JSONField()  # keys of what changed, the private ones too
    reason = models.CharField(max_length=500)
    recorded_at = models.DateTimeField()
    by_id = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.public_id


class RegisterGoal(models.Model):
    """A number the city's plan sets for a register (名录目标), with the plan's own sentence. A newer one supersedes."""

    public_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    op = models.CharField(max_length=4)
    value = models.CharField(max_length=40)  # as written, e.g. 200
    unit = models.CharField(max_length=20)
    measure = models.CharField(max_length=30)  # count | coverage_of_districts
    sentence = models.CharField(max_length=400)
    source = models.CharField(max_length=200)
    stated_on = models.DateField()
    due_on = models.DateField(null=True)
    loaded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind"], condition=models.Q(superseded_at__isnull=True), name="one_goal_in_force_per_register"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.op} {self.value}"
