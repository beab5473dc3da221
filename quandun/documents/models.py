"""Issued documents and the sequences their numbers come from."""

from typing import ClassVar

from django.db import models


class NumberSequence(models.Model):
    """The last number given in a scope, e.g. one document word of one unit in one year (文号)."""

    scope = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope}: {self.last}"


class Document(models.Model):
    """An issued document (文书). Its bytes lie in `store` under `sha256`; they never change."""

    public_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=40)  # the case or matter it belongs to
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    issued_at = models.DateTimeField()

    class Meta:
        # Serves: the documents of one case in the order issued.
        indexes: ClassVar = [models.Index(fields=["about", "issued_at"], name="documents_of_a_case")]

    def __str__(self) -> str:
        return self.public_id
