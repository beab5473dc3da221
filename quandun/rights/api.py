"""Front door of rights (权利)."""

from quandun.rights.selectors import MarkView, all_marks, mark, marks_of, valid_mark
from quandun.rights.services import register_mark

__all__ = ["MarkView", "all_marks", "mark", "marks_of", "register_mark", "valid_mark"]
