"""Matters, participants, the alias vault and the public standing."""

from typing import ClassVar

from django.db import models


class Matter(models.Model):
    """One matter (案卷): everything that belongs to one happening, whichever units handle it."""

    public_id = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=40, unique=True)  # a label for people, never a key
    title = models.CharField(max_length=200)
    district_code = models.CharField(max_length=6)  # where the act was done (行政处罚法 第二十二条)
    right_id = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    # The standing that holders of a tracking code may see; written by whoever holds the matter now.
    holder_unit_id = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=100, blank=True)
    stage_en = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.number


class Participant(models.Model):
    """Who takes part in a matter, as what, from when to when (参与人). Decides who sees it."""

    public_id = models.CharField(max_length=40, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="participants")
    role = models.CharField(max_length=20)  # reporter | right_holder | party | handling_unit | supervising_unit
    actor_id = models.CharField(max_length=40, blank=True)  # person, organisation, unit or link
    label = models.CharField(max_length=120)  # the name or alias shown in the file
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        # Serves: which matters does this unit (link, organisation) take part in.
        indexes: ClassVar = [models.Index(fields=["actor_id", "role"], name="matters_by_participant")]

    def __str__(self) -> str:
        return self.public_id


class SealedIdentity(models.Model):
    """The reporter's name and contact (举报人身份), encrypted, apart from the file. Never in facts, never in lists."""

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="sealed_identity")
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return "sealed"


class Progress(models.Model):
    """What holders of the tracking code may be told was done (可告知的办理进度), day by day."""

    public_id = models.CharField(max_length=40, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="progress")
    at = models.DateTimeField()
    done = models.CharField(max_length=100)
    done_en = models.CharField(max_length=100)
    note = models.TextField(blank=True)  # what the reporter is told with it

    def __str__(self) -> str:
        return self.public_id
