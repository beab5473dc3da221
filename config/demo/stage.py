"""The machinery of the demonstration: acts done once, signatures in order, and one line for everything that happens."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from quandun.cases import api as cases
from quandun.documents import api as documents
from quandun.evidence import api as evidence
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import beijing, legal_day
from quandun.kernel.ids import new_secret
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.store import api as store

Answer = dict[str, str]


class Notebook:
    """What the invented people keep for themselves: their codes and links. Written before a code is used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.held: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def secret(self, name: str) -> str:
        """Return the secret of that name, making and keeping it first if there is none."""
        if name not in self.held:
            self.held[name] = new_secret()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft = self.path.with_suffix(".new")
            draft.write_text(json.dumps(self.held), encoding="utf-8")
            draft.replace(self.path)
        return self.held[name]


@dataclass
class Stage:
    """Where the story plays: the simulated day, the actors, and what is told of it."""

    say: Callable[[str], None]
    notebook: Notebook
    accounts: dict[str, str] = field(default_factory=dict)  # username -> account id
    shown_clocks: set[tuple[str, str, date]] = field(default_factory=set)

    def actor(self, username: str, at: datetime) -> Actor:
        """Return who the log-in is on that day."""
        return people.actor_for_account(self.accounts[username], at)

    def once(self, key: str, *, by: Actor, act: Callable[[], Answer]) -> Answer:
        """Do an act under its key: a second run of the story finds it done."""
        return ledger.once(f"demo/{key}", by=by, request={"story": key}, act=act)

    def settle(self, entry_id: str) -> str:
        """Let the log place what was appended and tell the news; return the words for the line."""
        receipt = ledger.settle(entry_id)
        while ledger.deliver_once():
            pass
        if receipt is None:
            return "日志：等待编入"
        return f"日志 #{receipt.index}（叶 {receipt.leaf_hash.hex()[:12]}…，{entry_id}）"

    def tell(self, day: datetime, text: str) -> None:
        """Say one dated line of the story."""
        self.say(f"  {legal_day(day):%m-%d} {text}")

    def deposit(self, key: str, content: bytes, *, name: str, about: str, purpose: str, by: Actor, at: datetime) -> str:
        """Put a file into custody and say its receipt."""
        blob = store.keep(BytesIO(content))

        def act() -> Answer:
            made = evidence.deposit_exhibit(blob=blob, name=name, about=about, purpose=purpose, by=by, at=at)
            return {"exhibit": made.exhibit_id, "entry": made.ticket.entry_id}

        done = self.once(f"{key}/deposit", by=by, act=act)
        self.tell(at, f"存证 {name}（{len(content):,} 字节，SHA-256 {blob.sha256[:12]}…）{done['exhibit']}；{self.settle(done['entry'])}")
        return done["exhibit"]

    def take(
        self, key: str, case_id: str, step: str, answers: Mapping[str, object], signers: tuple[str, ...], at: datetime, *, party: str = ""
    ) -> Answer:
        """Propose a step, let everyone sign in order, and tell what came of it."""
        proposer = self.actor(signers[0], at)

        def propose() -> Answer:
            return {"proposal": cases.propose_step(case_id=case_id, step=step, answers=answers, by=proposer, at=at)}

        proposal_id = self.once(f"{key}/{step}/propose", by=proposer, act=propose)["proposal"]
        done: Answer = {}
        for place, username in enumerate(signers):
            done = self._sign(
                f"{key}/{step}/sign/{place}", proposal_id, self.actor(username, at), at, party if place == len(signers) - 1 else ""
            )
        self._tell_step(case_id, step, signers, done, at, party)
        return done

    def _sign(self, key: str, proposal_id: str, by: Actor, at: datetime, party: str) -> Answer:
        known = ledger.answered(f"demo/{key}", by=by)
        if known is not None:
            return dict(known)
        prepared = cases.prepare_signature(proposal_id=proposal_id, opinion="" if party else "同意", by=by, at=at, party_name=party)

        def act() -> Answer:
            made = cases.sign(proposal_id=proposal_id, prepared=prepared, opinion="" if party else "同意", by=by, at=at, party_name=party)
            return {"entry": made.ticket.entry_id, "documents": " ".join(made.document_ids)}

        return self.once(key, by=by, act=act)

    def _tell_step(self, case_id: str, step: str, signers: tuple[str, ...], done: Answer, at: datetime, party: str) -> None:
        placed = self.settle(done["entry"])
        by = self.actor(signers[0], at)
        file = cases.case_file(case_id, by=by, on=legal_day(at))
        what = file.case_type.step(step)
        names = [self.actor(username, at).name for username in signers]
        if party:
            names[-1] = f"{party}（纸质签名，{names[-1]}登记）"
        self.tell(at, f"【{what.name}】{'、'.join(names)} 签名 → {file.case_type.state(file.state).name}；{placed}")
        for document_id in done["documents"].split():
            found = documents.document(document_id)
            self.tell(at, f"    文书 《{found.title}》{found.number} {document_id}（{found.size_bytes:,} 字节 PDF）")
        self._tell_clocks(file, at)

    def _tell_clocks(self, file: cases.CaseFile, at: datetime) -> None:
        for clock in file.clocks:
            seen = (file.id, clock.key, clock.last_day)
            if clock.stopped_on is None and seen not in self.shown_clocks:
                self.shown_clocks.add(seen)
                notes = "（暂定）" if clock.provisional else ""
                notes += "" if clock.confirmed else "（待确认）"
                self.tell(at, f"    期限 {clock.name}：{clock.last_day:%Y-%m-%d}{notes}｜{clock.ref}｜{clock.source}")


def day(month: int, of_month: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    """Return an instant of the story's calendar, Beijing time."""
    return beijing(date(year, month, of_month), hour, minute)
