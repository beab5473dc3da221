"""Messages on their way out, and what came back."""

from typing import ClassVar

from django.db import models


class Message(models.Model):
    """A message to an outside system (对外报送). Written in the act's transaction, sent by a job."""

    public_id = models.CharField(max_length=40, unique=True)
    system = models.CharField(max_length=40)
    about = models.CharField(max_length=40)
    payload = models.TextField()
    queued_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=100, blank=True)

    class Meta:
        # Serves: what is still waiting for an answer.
        indexes: ClassVar = [models.Index(fields=["answered_at"], name="exchange_unanswered")]

    def __str__(self) -> str:
        return self.public_id
