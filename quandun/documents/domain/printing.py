"""Which characters the committed font can print, asked before anything is signed.

What an official types is refused at once, naming the characters. What others wrote (a report, a file's name) cannot be sent
back; a document then prints the code point, e.g. 〔U+1F600〕, never a blank.
"""

from quandun.documents.domain.coverage import coverage_of_folder
from quandun.documents.domain.rendering import FONTS

LINE_BREAKS = "\n\r\t"


def unprintable(text: str) -> str:
    """Return the characters of `text` that no document can print, each once, in order; "" when all can be."""
    covered = coverage_of_folder(FONTS)
    return "".join(dict.fromkeys(char for char in text if char not in LINE_BREAKS and ord(char) not in covered))


def printable(text: str) -> str:
    """Return `text` with each character no document can print as its code point in brackets."""
    missing = set(unprintable(text))
    return "".join(f"〔U+{ord(char):04X}〕" if char in missing else char for char in text) if missing else text
