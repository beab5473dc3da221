"""国家企业信用信息公示系统 (national enterprise credit publicity system): penalty decisions are exported to it.

The counterpart here is SIMULATED: it checks the schema and answers with a receipt, as the real one would.
"""

import hashlib
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

KEY = "credit_publicity"
NAME = "国家企业信用信息公示系统"
LIVE = False


class PenaltyNotice(BaseModel):
    """One penalty as the publicity system takes it (行政处罚公示信息)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    decision_number: str = Field(min_length=4, max_length=60)
    party_name: str = Field(min_length=1, max_length=120)
    credit_code: str = Field(max_length=18)
    kind: str = Field(min_length=1)
    content: str = Field(min_length=1)
    basis: str = Field(min_length=1)
    authority: str = Field(min_length=1)
    decided_on: date
    document_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


def simulated_counterpart(payload: str) -> str:
    """Stand in for the outside system: parse strictly, answer with a receipt number. Same message, same receipt."""
    notice = PenaltyNotice.model_validate_json(payload)
    return f"SIM-{hashlib.sha256(notice.model_dump_json().encode()).hexdigest()[:16]}"
