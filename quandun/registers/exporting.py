"""The public extract as files: JSON for machines, CSV for spreadsheets. What a sheet would run as a formula is neutral."""

from quandun.kernel.spreadsheets import written
from quandun.people import api as people
from quandun.registers.selectors import Extract
from quandun.registers.wording import shown

NUMBER, ADMITTED_ON, LAST_DAY = "编号", "入库日期", "期限的最后一日"


def json_of(extract: Extract) -> dict[str, object]:
    """Return the extract as JSON values; choices and districts as their stored keys and codes."""
    return {
        "register": extract.kind.key,
        "name": extract.kind.name,
        "name_en": extract.kind.name_en,
        "basis": extract.kind.basis,
        "on": extract.on.isoformat(),
        "columns": [{"key": one.key, "label": one.label, "label_en": one.label_en} for one in extract.columns],
        "members": [
            {
                "id": one.id,
                "number": one.number,
                "since": one.since.isoformat(),
                "last_day": one.last_day.isoformat() if one.last_day else None,
                "values": dict(one.values),
            }
            for one in extract.members
        ],
    }


def csv_of(extract: Extract) -> bytes:
    """Return the extract as a CSV file with the Chinese labels as header, so that an import understands it."""
    districts = {one.code: one.name for one in people.districts()}
    header = (NUMBER, *(one.label for one in extract.columns), ADMITTED_ON, LAST_DAY)
    rows = (
        (
            one.number,
            *(shown(column, one.values.get(column.key), districts) if column.key in one.values else "" for column in extract.columns),
            one.since.isoformat(),
            one.last_day.isoformat() if one.last_day else "",
        )
        for one in extract.members
    )
    return written(header, rows)
