"""Drafts and reports."""

from django.db import models


class Draft(models.Model):
    """A report being made (举报草稿), kept after every page. Identity is in it until it is submitted, then wiped."""

    public_id = models.CharField(max_length=40, unique=True)
    link_id = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    report_id = models.CharField(max_length=40, blank=True)  # "" until submitted

    def __str__(self) -> str:
        return self.public_id


class Report(models.Model):
    """A submitted report (举报). Who made it is sealed in `matters`."""

    public_id = models.CharField(max_length=40, unique=True)
    matter_id = models.CharField(max_length=40, unique=True)
    channel = models.CharField(max_length=20)  # online | counter | phone
    relation = models.CharField(max_length=20)
    used_sign = models.CharField(max_length=100)
    goods = models.CharField(max_length=200)
    mark_number = models.CharField(max_length=20, blank=True)
    happened = models.TextField()
    seller = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200)
    district_code = models.CharField(max_length=6)
    seen_on = models.DateField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id
