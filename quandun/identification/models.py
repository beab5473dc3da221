"""Findings and what a person made of them."""

from typing import ClassVar

from django.db import models


class Finding(models.Model):
    """A machine's lead (比对线索): this sign is like that right, because. A named person decides."""

    public_id = models.CharField(max_length=40, unique=True)
    matter_id = models.CharField(max_length=40)
    right_id = models.CharField(max_length=40)
    sign = models.CharField(max_length=100)
    score_permille = models.PositiveSmallIntegerField()
    identical = models.BooleanField()
    why = models.JSONField()
    state = models.CharField(max_length=10, default="proposed")  # proposed | confirmed | rejected
    found_at = models.DateTimeField()
    decided_by = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter_id", "right_id"], name="one_finding_per_matter_and_right"),
        ]

    def __str__(self) -> str:
        return self.public_id
