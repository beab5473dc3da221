"""Front door of the log (存证日志)."""

from quandun.ledger.checking import Check, CheckReport, Fault, Progress, check, register_check
from quandun.ledger.domain.leaf import ObjectDigests
from quandun.ledger.domain.tree import verify_consistency, verify_inclusion
from quandun.ledger.errors import (
    AlreadyErased,
    EntryNotFound,
    HeadUnreadable,
    KeyReused,
    LeafTooLarge,
    LedgerError,
    LogKeyMissing,
    LogRolledBack,
    NotCanonical,
    NotPlacedYet,
    UnsafeStart,
)
from quandun.ledger.facts import Fact, entry_of_object, fact, facts
from quandun.ledger.head import sync_directory
from quandun.ledger.jobs import enqueue, failed_jobs, forget_job, job, rescue_jobs, run_jobs_once, schedule_due
from quandun.ledger.safety import refuse_unsafe
from quandun.ledger.sequencer import (
    Checkpoint,
    Receipt,
    consistency_proof,
    inclusion_proof,
    latest_checkpoint,
    receipt,
    sequence_once,
    settle,
    wait_for,
)
from quandun.ledger.services import Ticket, answered, append, erase, once
from quandun.ledger.subscriptions import Lag, deliver_once, forget_subscriber, lagging, subscriber
from quandun.ledger.worker import work_forever

__all__ = [
    "AlreadyErased",
    "Check",
    "CheckReport",
    "Checkpoint",
    "EntryNotFound",
    "Fact",
    "Fault",
    "HeadUnreadable",
    "KeyReused",
    "Lag",
    "LeafTooLarge",
    "LedgerError",
    "LogKeyMissing",
    "LogRolledBack",
    "NotCanonical",
    "NotPlacedYet",
    "ObjectDigests",
    "Progress",
    "Receipt",
    "Ticket",
    "UnsafeStart",
    "answered",
    "append",
    "check",
    "consistency_proof",
    "deliver_once",
    "enqueue",
    "entry_of_object",
    "erase",
    "fact",
    "facts",
    "failed_jobs",
    "forget_job",
    "forget_subscriber",
    "inclusion_proof",
    "job",
    "lagging",
    "latest_checkpoint",
    "once",
    "receipt",
    "refuse_unsafe",
    "register_check",
    "rescue_jobs",
    "run_jobs_once",
    "schedule_due",
    "sequence_once",
    "settle",
    "subscriber",
    "sync_directory",
    "verify_consistency",
    "verify_inclusion",
    "wait_for",
    "work_forever",
]
