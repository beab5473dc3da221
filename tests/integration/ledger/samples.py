"""A business table of the tests: every kind of column a sealed row may have. It stands in for the tables of later rooms."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from quandun.kernel.actors import Actor
from quandun.kernel.ids import new_id

BY = Actor(id="ac-test", roles=frozenset({"officer", "registrar"}), unit_id="un-test")
AT = datetime(2026, 9, 7, 1, 30, 0, 123_456, tzinfo=UTC)


class Colour(models.TextChoices):
    RED = "red"


class Sealed(models.Model):
    objects: "ClassVar[models.Manager[Sealed]]" = models.Manager()
    public_id = models.CharField(max_length=40, unique=True)
    text = models.CharField(max_length=100, default="泉")
    number = models.IntegerField(default=7)
    flag = models.BooleanField(default=True)
    amount = models.DecimalField(max_digits=12, decimal_places=3, default=Decimal("1.5"))
    score = models.FloatField(default=0.1)
    at = models.DateTimeField(default=AT)
    day = models.DateField(default=date(2026, 9, 7))
    hour = models.TimeField(default=time(9, 30))
    length = models.DurationField(default=timedelta(days=2, microseconds=3))
    token = models.UUIDField(default=uuid.UUID(int=5))
    raw = models.BinaryField(default=b"\x00\xff")
    data = models.JSONField(default=dict)
    nothing = models.CharField(max_length=10, null=True)  # noqa: DJ001 - a null is what is tested
    colour = models.CharField(max_length=10, choices=Colour, default=Colour.RED)

    class Meta:
        app_label = "store"  # an app without tables of its own

    def __str__(self) -> str:
        return self.public_id


def sealed(**columns: Any) -> Sealed:
    """Return a saved row."""
    return Sealed.objects.create(public_id=new_id("zz"), **columns)
