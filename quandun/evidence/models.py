"""Exhibits in custody."""

from typing import ClassVar

from django.db import models


class Exhibit(models.Model):
    """An exhibit (证据材料): what was deposited, about what, to prove what. The bytes lie in `store` and never change."""

    public_id = models.CharField(max_length=40, unique=True)
    about = models.CharField(max_length=40)  # matter, right or case
    name = models.CharField(max_length=300)  # as the depositor named the file
    purpose = models.CharField(max_length=300)  # 证明目的
    media_type = models.CharField(max_length=100)  # read from the bytes, not from the depositor
    labels = models.JSONField(default=list)  # what is dangerous is labelled, not rejected
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    received_at = models.DateTimeField()
    deposited_by = models.CharField(max_length=60)  # actor id

    class Meta:
        # Serves: the exhibit list of a matter, right or case.
        indexes: ClassVar = [models.Index(fields=["about", "received_at"], name="exhibits_of_an_object")]

    def __str__(self) -> str:
        return self.public_id
