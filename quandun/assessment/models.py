"""The plan as records: versions, tasks, assignments, and the goals of registers."""

from typing import ClassVar

from django.db import models


class PlanVersion(models.Model):
    """An implementation plan as loaded (实施方案). A newer one supersedes without erasing."""

    public_id = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    issued_on = models.DateField()
    text_sha256 = models.CharField(max_length=64, unique=True)
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

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "position"], name="one_task_per_place")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Assignment(models.Model):
    """A unit made responsible for a task (责任单位), in the order the plan lists it."""

    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="assignments")
    position = models.PositiveSmallIntegerField()
    unit_id = models.CharField(max_length=40)
    lead = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "unit_id"], name="one_assignment_per_task_and_unit")]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.unit_id}"


class PlanTarget(models.Model):
    """A target of the plan (指标、目标). Bound to an indicator by key, or shown as unbound, never as zero."""

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
