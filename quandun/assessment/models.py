"""The plan as records: versions, tasks, assignments, targets, bindings; progress reports and supervision."""

from typing import ClassVar

from django.db import models


class PlanVersion(models.Model):
    """An implementation plan as loaded (实施方案). A newer one supersedes without erasing."""

    public_id = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=60, blank=True)
    issuers = models.JSONField(default=list)
    issued_on = models.DateField()
    # The original, byte for byte. In the row and not in `store`: it stands or falls with the version, inside the loading transaction.
    content = models.BinaryField(default=bytes)
    text_sha256 = models.CharField(max_length=64, unique=True)  # of `content`
    loaded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class PlanTask(models.Model):
    """A task or safeguard of a plan (任务、保障措施)."""

    public_id = models.CharField(max_length=40, unique=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="tasks")
    position = models.PositiveSmallIntegerField()  # order in the plan, tasks first
    kind = models.CharField(max_length=10)  # task | safeguard
    number = models.CharField(max_length=10)  # as printed
    group = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200)
    measures = models.JSONField()
    # As read, which sentences which unit list covers: [{measures, units: [{name, unit_id, role}], open_ended}].
    # unit_id "" is a collective (各区县).
    segments = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "position"], name="one_task_per_place")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Assignment(models.Model):
    """A unit made responsible for a task (责任单位), in the order the plan lists it."""

    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="assignments")
    position = models.PositiveSmallIntegerField()
    unit_id = models.CharField(max_length=40)
    role = models.CharField(max_length=12, default="responsible")  # responsible | lead | support

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "unit_id"], name="one_assignment_per_task_and_unit")]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.unit_id}"


class PlanTarget(models.Model):
    """A target of the plan (指标、目标). Bound to an indicator by `Binding`, else shown as unbound, never as zero."""

    public_id = models.CharField(max_length=40, unique=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="targets")
    task = models.ForeignKey(PlanTask, null=True, on_delete=models.PROTECT, related_name="targets")
    text = models.CharField(max_length=400)
    metric = models.CharField(max_length=200)
    op = models.CharField(max_length=4, blank=True)
    value = models.CharField(max_length=40, blank=True)  # "" for a milestone
    unit = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.text


class Binding(models.Model):
    """That the city lets an indicator show a target, or the progress of a task (指标绑定). Dated: what was unbound then stays so."""

    public_id = models.CharField(max_length=40, unique=True)
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="bindings")
    target = models.ForeignKey(PlanTarget, null=True, on_delete=models.PROTECT, related_name="bindings")
    task = models.ForeignKey(PlanTask, null=True, on_delete=models.PROTECT, related_name="bindings")
    indicator = models.CharField(max_length=60)
    measure = models.CharField(max_length=30, blank=True)  # what the goal says; "" for a task
    bound_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(target__isnull=False, task__isnull=True) | models.Q(target__isnull=True, task__isnull=False),
                name="binding_of_target_or_task",
            ),
            # One number for one target: two would leave open which of them decides whether it is reached.
            models.UniqueConstraint(fields=["target"], condition=models.Q(ended_at__isnull=True), name="one_binding_per_target"),
            models.UniqueConstraint(
                fields=["task", "indicator"], condition=models.Q(ended_at__isnull=True), name="one_binding_per_task_and_indicator"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ProgressReport(models.Model):
    """What a responsible unit says it did for its task in a period (进展报告). Never changed; a returned one is followed by another."""

    public_id = models.CharField(max_length=40, unique=True)
    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="reports")
    unit_id = models.CharField(max_length=40)
    period_from = models.DateField()
    period_to = models.DateField()  # inclusive
    text = models.TextField()
    records = models.JSONField(default=list)  # public ids that show it: exhibits, cases, publications, …
    milestone = models.ForeignKey(PlanTarget, null=True, on_delete=models.PROTECT, related_name="reports")
    reached_on = models.DateField(null=True)  # the day the unit says the milestone was reached
    reported_by = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    # The review, once: verdict accepted | returned. A return says why.
    verdict = models.CharField(max_length=10, blank=True)
    reasons = models.CharField(max_length=500, blank=True)
    reviewed_by = models.CharField(max_length=40, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(period_to__gte=models.F("period_from")), name="report_period_not_empty"),
            models.CheckConstraint(
                condition=models.Q(milestone__isnull=True, reached_on__isnull=True)
                | models.Q(milestone__isnull=False, reached_on__isnull=False),
                name="milestone_reached_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Supervision(models.Model):
    """A demand on a unit about something overdue (督办). Its state is that of its last act."""

    public_id = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=40, unique=True)  # a label
    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="supervisions")
    target = models.ForeignKey(PlanTarget, null=True, on_delete=models.PROTECT, related_name="supervisions")
    unit_id = models.CharField(max_length=40)
    opened_by_unit_id = models.CharField(max_length=40)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class SupervisionAct(models.Model):
    """One act of a supervision, in order: opened → answered → closed, or returned → answered again. Never changed."""

    public_id = models.CharField(max_length=40, unique=True)
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="acts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)  # opened | answered | returned | closed
    text = models.TextField()
    records = models.JSONField(default=list)
    answer_by = models.DateField(null=True)  # last day to answer, set by opened and returned
    by_id = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            # Two at once claim the same place: one of them is told that the supervision has moved on.
            models.UniqueConstraint(fields=["supervision", "position"], name="one_supervision_act_per_place"),
        ]

    def __str__(self) -> str:
        return self.public_id
