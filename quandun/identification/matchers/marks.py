"""Word marks (文字商标): how like are two signs, and why. A lead for an officer, never a conclusion.

First matcher of the room: aligned characters, equal or alike in sound (汉语拼音, tones ignored). Glyph components
come with the scan of the register; until then differing characters that do not sound alike say so.
"""

from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

LEAD_FROM = 0.6  # operating point of this first matcher; leads below it are not shown


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1, whether it is worth a look (`confusable`), and one line of reason per character."""

    score: float
    confusable: bool
    identical: bool
    why: tuple[str, ...]


def compare(used: str, registered: str) -> Likeness:
    """Compare a sign as used with a mark as registered. Empty signs have no likeness."""
    used, registered = "".join(used.split()), "".join(registered.split())
    if not used or not registered:
        return Likeness(0.0, False, False, ("标识为空，无法比对。",))
    pairs = _align(used, registered)
    why: list[str] = []
    points = 0.0
    for place, (mine, theirs) in enumerate(pairs, start=1):
        if mine == theirs:
            points += 1
            why.append(f"第 {place} 字“{theirs}”相同。")
        elif mine and theirs and lazy_pinyin(mine, style=Style.NORMAL) == lazy_pinyin(theirs, style=Style.NORMAL):
            points += 0.8
            sound = lazy_pinyin(theirs, style=Style.NORMAL)[0]
            why.append(f"第 {place} 字“{mine}”与“{theirs}”读音相同（{sound}，不计声调），字形请人工比对。")
        else:
            why.append(f"第 {place} 字“{mine or '无'}”与“{theirs or '无'}”不同，读音也不同。")
    score = round(points / len(pairs), 3)
    return Likeness(score, score >= LEAD_FROM, used == registered, tuple(why))


def _align(used: str, registered: str) -> list[tuple[str, str]]:
    """Pair the characters by the cheapest edits, so that one inserted character does not spoil the rest."""
    rows, columns = len(used) + 1, len(registered) + 1
    cost = [[0] * columns for _ in range(rows)]
    for i in range(rows):
        cost[i][0] = i
    for j in range(columns):
        cost[0][j] = j
    for i in range(1, rows):
        for j in range(1, columns):
            change = cost[i - 1][j - 1] + (used[i - 1] != registered[j - 1])
            cost[i][j] = min(change, cost[i - 1][j] + 1, cost[i][j - 1] + 1)
    pairs: list[tuple[str, str]] = []
    i, j = rows - 1, columns - 1
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + (used[i - 1] != registered[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((used[i], registered[j]))
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            pairs.append((used[i], ""))
        else:
            j -= 1
            pairs.append(("", registered[j]))
    return pairs[::-1]
