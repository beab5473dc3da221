"""Publications: the masked copy and its way to the public."""

from django.db import models


class Publication(models.Model):
    """A masked copy of a decision (公示文本). `state`: proposed → checked → published."""

    public_id = models.CharField(max_length=40, unique=True)
    case_id = models.CharField(max_length=40, unique=True)
    matter_id = models.CharField(max_length=40)
    unit_id = models.CharField(max_length=40)
    decision_number = models.CharField(max_length=60)
    party_name = models.CharField(max_length=120)
    decided_on = models.DateField()
    texts = models.JSONField()  # heading -> masked text, as published
    covered = models.JSONField()  # [[item, count]]
    by_hand = models.JSONField()  # items a person had to look at
    mask_source = models.CharField(max_length=200)
    mask_confirmed = models.BooleanField()
    state = models.CharField(max_length=10, default="proposed")
    proposed_by = models.CharField(max_length=40)
    checked_by = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True)
    document_id = models.CharField(max_length=40, blank=True)
    publish_by = models.DateField()  # last day by the parameter

    def __str__(self) -> str:
        return self.decision_number
