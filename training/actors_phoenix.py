"""Reads the Phoenix dictionaries: actors with their codes and dates, and nouns for agents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

SMALL = {"of", "the", "in", "for", "and", "on", "to", "de", "la", "del", "el", "al", "e", "y", "du"}
TITLES = re.compile(
    r"^(?:prime minister|president|pm|mr|mrs|king|queen|premier|minister|secretary|secretary of"
    r" state|foreign minister|defen[cs]e minister|general|gen|vice president|senator|chancellor)\s",
    re.IGNORECASE,
)
COMPILED = "2016"
"""Terms that the dictionary leaves open are not held to last longer than it was kept up."""
EARLIEST = "1985"


def entries(path: Path) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Names and codes of each entry of a dictionary of actors; countries themselves left out."""
    names: list[str] = []
    codes: list[str] = []
    for raw in path.read_text(encoding="latin-1").splitlines():
        line = re.split(r"[;#]", raw)[0].strip()
        name = re.sub(r"\[.*", "", line).strip()
        if name and not name.startswith("+") and codes:
            yield from entry(names, codes)
            names, codes = [], []
        if name:
            names.append(name)
        codes += re.findall(r"\[([^\]]+)\]", line)
    yield from entry(names, codes)


def entry(names: list[str], codes: list[str]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    written = [name for listed in names for name in spelled(listed)]
    if written and codes and not re.fullmatch(r"[A-Z]{3}", codes[0].strip()):
        yield tuple(dict.fromkeys(written)), codes


def spelled(listed: str) -> list[str]:
    """A name of the dictionary as it is written: "ABU_NIDAL_ORGANIZATION_(ANO)_" is two."""
    bare = re.sub(r"[|\t]", " ", listed.lstrip("+").replace("_", " ")).strip()
    inside = re.findall(r"\(([^)]*)\)", bare)
    outside = " ".join(re.sub(r"\s*\([^)]*\)", "", bare).split())
    acronyms = [part.strip() for part in inside if re.fullmatch(r"[A-Z]{2,6}", part.strip())]
    if TITLES.match(outside):
        return acronyms
    return [cased(outside), *acronyms] if outside else acronyms


def cased(name: str) -> str:
    """Capitals to title case; a lone word of up to five letters is an acronym and stays."""
    if not name.isupper() or (" " not in name and len(name) <= 5):
        return name
    words = [word.capitalize() if "'" in word else word.title() for word in name.split()]
    small = [w.lower() if w.lower() in SMALL and at else w for at, w in enumerate(words)]
    return " ".join(small)


def terms_of(codes: list[str]) -> list[tuple[str, str, str]]:
    """Code, first and last month of each time in office; those next to each other are joined."""
    found: list[tuple[str, str, str]] = []
    for code in codes:
        cells = code.split(maxsplit=1)
        if len(cells) < 2 or cells[0][3:6] == "ELI":
            continue
        start, end = term(cells[1])
        if end and start <= end and end >= EARLIEST:
            found.append((cells[0], start, end))
    return joined(sorted(found))


def joined(terms: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    kept: list[tuple[str, str, str]] = []
    for code, start, end in terms:
        if kept and kept[-1][0] == code and months(start) - months(kept[-1][2]) <= 1:
            kept[-1] = (code, kept[-1][1], max(end, kept[-1][2]))
        else:
            kept.append((code, start, end))
    return kept


def months(moment: str) -> int:
    year, _, month = moment.partition("-")
    return int(year or 0) * 12 + int(month or 12)


def term(dates: str) -> tuple[str, str]:
    """The months of "<DATE", ">DATE" or "DATE-DATE"; an empty end where they cannot be read."""
    days = [day_of(digits) for digits in re.findall(r"\d+", dates)]
    if "<" in dates and days:
        return "", days[0]
    if ">" in dates and days:
        return days[0], COMPILED
    return (days[0], days[1]) if len(days) == 2 else ("", "")


def day_of(digits: str) -> str:
    """The month of "20140908" or "140908" (1926 to 2025), written "2014-09"."""
    if len(digits) == 6:
        digits = ("20" if digits[:2] <= "25" else "19") + digits
    if len(digits) != 8 or not "01" <= digits[4:6] <= "12":
        return ""
    return f"{digits[:4]}-{digits[4:6]}"


def spelled_nouns(path: Path) -> Iterator[tuple[str, str]]:
    """Nouns for agents, lower case, and their code; sets such as "!MINIST!" are written out."""
    sets: dict[str, list[str]] = {}
    for raw in path.read_text(encoding="latin-1").splitlines():
        line = raw.split("#")[0].strip()
        listed = re.match(r"(![A-Z]+!)\s*=\s*(.+)", line)
        if listed:
            sets[listed.group(1)] = [word.strip() for word in listed.group(2).split(",")]
        found = re.match(r"([A-Z_'!\- ,]+?)_?\s*(?:\{[^}]*\})?\s*\[~([A-Z]+)\]", line)
        if found:
            yield from ((noun, found.group(2)) for noun in written_out(found.group(1), sets))


def written_out(noun: str, sets: dict[str, list[str]]) -> Iterator[str]:
    name = next((name for name in sets if name in noun), None)
    for word in sets.get(name or "", [""]):
        plain = noun.replace(name or "\0", word).replace("_", " ")
        if "!" not in plain:
            yield " ".join(plain.lower().split())
