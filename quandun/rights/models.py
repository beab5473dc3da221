"""Rights and their terms."""

from typing import ClassVar

from django.db import models


class TradeMark(models.Model):
    """A registered trade mark (注册商标). `valid_until` is exclusive."""

    public_id = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=20, unique=True)  # 注册号
    name = models.CharField(max_length=100)  # the word as registered
    owner_id = models.CharField(max_length=40)  # organisation
    classes = models.CharField(max_length=60)  # 类别, comma separated
    goods = models.TextField()  # 核定使用商品
    valid_from = models.DateField()
    valid_until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(valid_until__gt=models.F("valid_from")), name="trade_mark_range_not_empty"),
        ]

    def __str__(self) -> str:
        return self.number
