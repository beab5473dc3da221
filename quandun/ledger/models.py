"""Tables of the log. Entry, About, Place and Checkpoint are insert-only: triggers refuse UPDATE and DELETE (triggers.py)."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One fact (存证条目): the private entry, its salt, and the public leaf. Erasure empties entry and salt, both or neither."""

    public_id = models.CharField(max_length=40, unique=True)  # "fa-" and 128 bits of leaf_hash
    kind = models.CharField(max_length=100)
    entry = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()  # repeats the entry, for people who read the table
    by_id = models.CharField(max_length=80)

    class Meta:
        # Serves: facts of given kinds in order; a subscriber that starts.
        indexes: ClassVar = [models.Index(fields=["kind", "id"], name="entries_of_a_kind")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(entry__isnull=True, salt__isnull=True) | models.Q(entry__isnull=False, salt__isnull=False),
                name="entry_and_salt_erased_together",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class About(models.Model):
    """Which objects an entry is about, by public id."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="abouts")
    public_id = models.CharField(max_length=80)

    class Meta:
        # Serves: the timeline of one object.
        indexes: ClassVar = [models.Index(fields=["public_id", "entry"], name="entries_about_an_object")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "public_id"], name="an_entry_names_an_object_once")]

    def __str__(self) -> str:
        return self.public_id


class Outbox(models.Model):
    """Entries waiting for the sequencer, oldest first."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="outbox")

    def __str__(self) -> str:
        return f"outbox {self.pk}"


class Place(models.Model):
    """The place of an entry in the tree: 0, 1, 2, … without gaps."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="place")

    def __str__(self) -> str:
        return str(self.index)


class Tile(models.Model):
    """256 hashes of the tree (C2SP tlog-tiles); the last one of a level is partial and grows."""

    level = models.PositiveSmallIntegerField()
    n = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["level", "n"], name="one_tile_at_a_place")]

    def __str__(self) -> str:
        return f"tile/{self.level}/{self.n}"


class Checkpoint(models.Model):
    """A signed head of the log (日志头): the note says origin, size and root."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class Tip(models.Model):
    """One row, id 1. Its row lock is the sequencer's lease; `size` is the number of places given."""

    size = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"tip {self.size}"


class Cursor(models.Model):
    """How far a subscriber has read. `seal` is a checksum against decay of the row; it is no signature."""

    subscriber = models.CharField(max_length=120, unique=True)
    next_index = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)  # at next_index, in a row
    trouble = models.CharField(max_length=200, blank=True)  # class of the last error, for `lagging()`
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.subscriber


class Once(models.Model):
    """An answer already given to (actor, key). `seal` is a checksum against decay of the row; it is no signature."""

    actor = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    answer = models.TextField(blank=True)  # canonical JSON; "" only inside the transaction that is still acting
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        # The rule itself: one effect per actor and key.
        constraints: ClassVar = [models.UniqueConstraint(fields=["actor", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key


class Tick(models.Model):
    """A periodic job was enqueued for this period: whoever inserts the row first enqueues, the others find it taken."""

    name = models.CharField(max_length=120)
    period = models.BigIntegerField()  # number of whole periods since 1970

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "period"], name="one_tick_per_period")]

    def __str__(self) -> str:
        return f"{self.name}@{self.period}"
