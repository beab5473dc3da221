"""`ledger check` (日志核验): re-derive everything from the entries and say every place where what is stored differs.

Triggers do not count here: whoever edits the file goes round them. Entries are compared with their leaves, leaves with the tree, the tree
with every signed checkpoint and with the head file apart from the database, business rows with their latest seal, files with their digests.
What an attacker cannot do without the signing key and the head file is change an entry and stay unseen; what decays by itself is found too.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

from quandun.ledger import head, keys, seals, sequencer, services, subscriptions, triggers
from quandun.ledger.domain import leaf, note, tree
from quandun.ledger.errors import HeadUnreadable, LogKeyMissing, LogKeyUnfit
from quandun.ledger.facts import Fact, fact_of
from quandun.ledger.models import About, Checkpoint, Cursor, Entry, Once, Outbox, Place, Tile, Tip

# What reading a row raises when a byte behind the platform's back no longer fits its column.
UNREADABLE = (ValueError, TypeError, ValidationError, DatabaseError)

PAGE = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference: where, and the entry it concerns ("" and None when it concerns the log as a whole)."""

    entry_id: str
    index: int | None
    what: str

    def line(self) -> str:
        """Return the fault in one line."""
        place = "" if self.index is None else f" #{self.index}"
        return f"{self.entry_id or '日志'}{place}：{self.what}"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check found: the log's size and root as derived from the entries, and every fault."""

    size: int
    root: bytes
    waiting: int  # entries recorded but not yet placed
    faults: tuple[Fault, ...]


Progress = Callable[[int, int], None]  # (done, of)
Check = Callable[[Iterator[Fact], Progress | None], Iterable[Fault]]
_contributed: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Add a check of another room over all facts; a second registration under the name replaces the first."""
    _contributed[name] = check


def check(progress: Progress | None = None) -> CheckReport:
    """Check the whole log against itself, its signatures, the head file, the sealed rows and the kept files."""
    with _snapshot():
        return _Checker(progress).run()


@contextmanager
def _snapshot() -> Iterator[None]:
    """Read one state of the database throughout, without holding up writers."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own BEGIN is IMMEDIATE here and would lock writers out
            try:
                yield
            finally:
                cursor.execute("COMMIT")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@dataclass
class _Seal:
    entry_id: str
    index: int | None
    columns: list[str]
    digest: str


@dataclass
class _Checker:
    progress: Progress | None
    faults: list[Fault] = field(default_factory=list)
    leaf_hashes: list[bytes] = field(default_factory=list)
    seals: dict[tuple[str, str], _Seal] = field(default_factory=dict)  # (model label, public id) -> latest
    erased_rows: set[str] = field(default_factory=set)
    erased: dict[str, tuple[int | None, str]] = field(default_factory=dict)  # entry id -> (index, digest of what remains)
    excused: dict[str, str] = field(default_factory=dict)  # entry id -> digest its erasing fact sealed

    def run(self) -> CheckReport:
        total = Entry.objects.count()
        for done, (row, index) in enumerate(self._rows(), start=1):
            self._one(row, index)
            if self.progress and (done % PAGE == 0 or done == total):
                self.progress(done, total)
        self._erasures()
        self._tables()
        self._tree()
        self._sealed_rows()
        for name, contributed in _contributed.items():
            self._contributed(name, contributed)
        frontier = tree.Frontier()
        for hash_ in self.leaf_hashes:
            frontier.append(hash_)
        return CheckReport(frontier.size, frontier.root(), Outbox.objects.count(), tuple(self.faults))

    def fault(self, what: str, entry_id: str = "", index: int | None = None) -> None:
        """Note one fault."""
        self.faults.append(Fault(entry_id, index, what))

    def _rows(self) -> Iterator[tuple[Entry, int | None]]:
        """Every entry once: placed ones by index, then the others by id."""
        placed = Place.objects.order_by("index").select_related("entry").prefetch_related("entry__abouts")
        for expected, place in enumerate(placed.iterator(chunk_size=PAGE)):
            if place.index != expected:
                self.fault(f"位置不连续：应为 {expected}", place.entry.public_id, place.index)
            yield place.entry, place.index
        loose = Entry.objects.filter(place__isnull=True).order_by("id").prefetch_related("abouts")
        for row in loose.iterator(chunk_size=PAGE):
            yield row, None

    def _one(self, row: Entry, index: int | None) -> None:
        stored = bytes(row.leaf)
        hash_ = leaf.leaf_hash(stored)
        if index is not None:
            self.leaf_hashes.append(hash_)
        if bytes(row.leaf_hash) != hash_:
            self.fault("叶哈希与叶内容不符", row.public_id, index)
        if row.public_id != leaf.entry_id(hash_):
            self.fault("条目编号与叶哈希不符", row.public_id, index)
        try:
            public = leaf.parsed(stored)
        except ValueError:
            self.fault("叶内容无法辨认", row.public_id, index)
            return
        if public.get("kind") != row.kind:
            self.fault("事由与叶内容不符", row.public_id, index)
        about = sorted(about.public_id for about in row.abouts.all())
        if row.entry is None or row.salt is None:
            self.erased[row.public_id] = (index, services.remains_digest(row, about))
            return
        self._content(row, index, public, about)

    def _content(self, row: Entry, index: int | None, public: dict[str, Any], about: list[str]) -> None:
        content, salt = bytes(row.entry or b""), bytes(row.salt or b"")
        if leaf.commitment(salt, content) != public.get("commitment"):
            self.fault("条目内容与叶中的承诺不符", row.public_id, index)
        try:
            entry = leaf.parsed(content)
            objects = leaf.objects_of(entry)
            salted = [leaf.salted_object(salt, place, o) for place, o in enumerate(objects)]
            kind, at, by_id = entry["kind"], leaf.instant_of(entry["at"]), entry["by"]["id"]
            entry_about = [str(public_id) for public_id in entry["about"]]
            excused = {entry["body"]["entry"]: entry["body"]["kept"]} if kind == services.ERASED else {}
            sealed = {
                (label, public_id): _Seal(row.public_id, index, list(rows["columns"]), digest)
                for label, rows in entry["rows"].items()
                for public_id, digest in rows["seals"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            self.fault("条目内容无法辨认", row.public_id, index)
            return
        if salted != public.get("objects"):
            self.fault("文件摘要与叶内容不符", row.public_id, index)
        if (kind, at, by_id) != (row.kind, row.at, row.by_id):
            self.fault("事由、时间或办理人与条目内容不符", row.public_id, index)
        if sorted(set(entry_about)) != about:
            self.fault("关联对象与条目内容不符", row.public_id, index)
        if kind.endswith((".erased", "_erased")):
            self.erased_rows.update(entry_about)
        self.excused |= excused
        self.seals |= sealed
        self.erased_rows -= {public_id for _, public_id in sealed}

    def _erasures(self) -> None:
        for entry_id, (index, digest) in self.erased.items():
            if entry_id not in self.excused:
                self.fault("内容已被清空，但没有删除记录", entry_id, index)
            elif self.excused[entry_id] != digest:
                self.fault("删除后保留的时间、办理人或关联对象与删除记录不符", entry_id, index)
        for entry_id in self.excused.keys() - self.erased.keys():
            self.fault("有删除记录，但内容仍在", entry_id)

    def _tables(self) -> None:
        waiting = set(Outbox.objects.values_list("entry_id", flat=True))
        loose = dict(Entry.objects.filter(place__isnull=True).values_list("id", "public_id"))
        for pk, public_id in loose.items():
            if pk not in waiting:
                self.fault("既没有位置，也不在待编入队列", public_id)
        for pk in waiting - loose.keys():
            self.fault(f"待编入队列中的 {pk} 已有位置或不存在")
        orphans = (
            About.objects.exclude(entry_id__in=Entry.objects.values("id")).count()
            + Place.objects.exclude(entry_id__in=Entry.objects.values("id")).count()
        )
        if orphans:
            self.fault(f"有 {orphans} 行关联或位置指向不存在的条目")
        for table in triggers.missing(connection):
            self.fault(f"数据表 {table} 缺少防改写触发器")
        for cursor in Cursor.objects.all():
            if cursor.seal != subscriptions.cursor_seal(cursor) or cursor.next_index > len(self.leaf_hashes):
                self.fault(f"订阅进度 {cursor.subscriber} 被改动")
        for row in Once.objects.iterator(chunk_size=PAGE):
            if row.seal != services.once_seal(row):
                self.fault(f"已答复请求 {row.pk} 被改动")

    def _tree(self) -> None:
        size = len(self.leaf_hashes)
        for tip in Tip.objects.all():
            if tip.pk != 1 or tip.size != size:
                self.fault(f"日志尾记录为 {tip.size}，实际 {size} 条")
        if size and not Tip.objects.filter(pk=1).exists():
            self.fault("缺少日志尾记录")
        stored = {(tile.level, tile.n): bytes(tile.hashes) for tile in Tile.objects.iterator(chunk_size=PAGE)}
        for level, n, hashes in tree.tiles_of(self.leaf_hashes):
            if stored.pop((level, n), None) != hashes:
                self._tile_fault(level, n)
        for level, n in stored:
            self.fault(f"多出的哈希块 {level}/{n}")
        self._heads(size)

    def _tile_fault(self, level: int, n: int) -> None:
        index = n * tree.WIDTH ** (level + 1)
        first = Place.objects.select_related("entry").filter(index=index).first()
        self.fault(f"哈希块 {level}/{n}（自此条起）与条目不符", "" if first is None else first.entry.public_id, index)

    def _heads(self, size: int) -> None:
        try:
            verifier = keys.verifier()
        except (LogKeyMissing, LogKeyUnfit) as fault:
            if size or head.exists():
                self.fault(fault.sentence())
            return
        roots = self._roots(verifier, size)
        if size and size not in roots:
            self.fault(f"缺少 {size} 条时的签名日志头")
        if sequencer.in_test_transaction():
            return  # nothing of this was ever committed, so the head file knows nothing of it
        try:
            signed = head.read_for(len(roots))
        except HeadUnreadable as fault:
            self.fault(fault.sentence())
            return
        if signed.size > size:
            self.fault(f"数据库（{size} 条）早于已签署的日志头（{signed.size} 条）")
        elif signed.size and roots.get(signed.size) != signed.root:
            self.fault(f"{signed.size} 条时的根与防回退记录不符")

    def _roots(self, verifier: note.Verifier, size: int) -> dict[int, bytes]:
        """Compare every stored checkpoint with the root derived here; return the derived roots by size."""
        rows = list(Checkpoint.objects.order_by("size"))
        frontier, roots = tree.Frontier(), {}
        wanted = {row.size for row in rows}
        for hash_ in self.leaf_hashes:
            frontier.append(hash_)
            if frontier.size in wanted:
                roots[frontier.size] = frontier.root()
        for row in rows:
            place = Place.objects.select_related("entry").filter(index=row.size - 1).first()
            entry_id, index = ("", None) if place is None else (place.entry.public_id, place.index)
            if row.size > size or roots[row.size] != bytes(row.root):
                self.fault(f"日志头 {row.size} 的根与条目不符", entry_id, index)
            try:
                signed = verifier.open(row.note)
            except note.BadNote:
                self.fault(f"日志头 {row.size} 的签名不符", entry_id, index)
                continue
            if (signed.size, signed.root) != (row.size, bytes(row.root)):
                self.fault(f"日志头 {row.size} 与其签名内容不符", entry_id, index)
        return roots

    def _sealed_rows(self) -> None:
        by_label: dict[str, list[str]] = {}
        for label, public_id in self.seals:
            by_label.setdefault(label, []).append(public_id)
        for label, public_ids in by_label.items():
            try:
                model = apps.get_model(label)
            except (LookupError, ValueError):
                self.fault(f"封印所指的数据表 {label} 已不存在")
                continue
            for page in _pages(public_ids, PAGE):
                for public_id, row in self._rows_of(label, model, page):
                    self._sealed_row(label, public_id, row)

    def _rows_of(self, label: str, model: type[models.Model], public_ids: list[str]) -> Iterator[tuple[str, models.Model | None]]:
        """Yield the rows; one whose bytes no longer fit its columns is named here, where a page of them cannot be read at once."""
        try:
            found = {str(getattr(row, "public_id")): row for row in model._default_manager.filter(public_id__in=public_ids)}  # noqa: B009
        except UNREADABLE:
            for public_id in public_ids:
                try:
                    row = model._default_manager.filter(public_id=public_id).first()
                except UNREADABLE:
                    seal = self.seals[label, public_id]
                    self.fault(f"{label} {public_id} 与封印不符（无法读取）", seal.entry_id, seal.index)
                    continue
                yield public_id, row
        else:
            for public_id in public_ids:
                yield public_id, found.get(public_id)

    def _sealed_row(self, label: str, public_id: str, row: models.Model | None) -> None:
        seal = self.seals[label, public_id]
        if row is None:
            if public_id not in self.erased_rows:
                self.fault(f"{label} {public_id} 已不存在，且没有删除记录", seal.entry_id, seal.index)
            return
        try:
            same = seals.digest(row, seal.columns) == seal.digest
        except KeyError as column:
            self.fault(f"{label} {public_id} 缺少封印过的列 {column}", seal.entry_id, seal.index)
            return
        except UNREADABLE:  # a changed byte may leave a value its column cannot hold
            same = False
        if not same:
            self.fault(f"{label} {public_id} 与封印不符", seal.entry_id, seal.index)

    def _contributed(self, name: str, contributed: Check) -> None:
        self.faults += contributed(self._facts(), self.progress)

    def _facts(self) -> Iterator[Fact]:
        rows = Entry.objects.filter(entry__isnull=False).select_related("place").order_by("id")
        for row in rows.iterator(chunk_size=PAGE):
            try:
                found = fact_of(row, row.place.index if hasattr(row, "place") else None)
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # reported above as unreadable
            if found is not None:
                yield found


def _pages(items: list[str], size: int) -> Iterator[list[str]]:
    walk = iter(items)
    while page := list(islice(walk, size)):
        yield page
