"""Public sets of actor phrases with their codes, and what of them our record can answer.

``ngec_actors`` (calls of NGEC's tests; for measuring only), ``plover_gsr`` (PLOVER's gold records,
open training data), ``zero_shot_plover`` (sentences with source and target; their countries are the
project's own, in ``annotations/actor_countries.tsv``; for measuring only).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corroborate.grounding.actors import (
    ActorMatch,
    Registry,
    actors_in,
    countries_named,
    countries_of,
    resolve,
)
from corroborate.grounding.actors.lexicon import alpha3, country_forms, rows
from corroborate.grounding.actors.names import key_of

_COMPARED = re.compile(r"(?:\w+\['(?P<field>\w+)'\]|(?P<bare>\w+)) (?P<sign>==|!=) '(?P<value>.*)'")
_OLD = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}  # slips of PLOVER's records
_ENCYCLOPAEDIA = "wording of an encyclopaedia (job title, first paragraph)"
_REST = "the rest of the phrase, or which pattern of a word list fitted"
_CITY = "a city as the title of an encyclopaedia's page"


@dataclass(frozen=True)
class Outcome:
    """One call: the phrase, each assertion that our record can answer with whether it holds."""

    phrase: str
    checks: tuple[tuple[str, bool], ...]
    match: ActorMatch | None

    @property
    def right(self) -> bool:
        return all(holds for _, holds in self.checks)


def ngec(corpora: Path) -> tuple[list[Outcome], dict[str, int]]:
    """The calls in scope with their outcome, and how many are out of scope for which reason.

    In scope is a call of which an assertion can be stated of our record: country (PLOVER's, ISO
    3166-1 alpha-3), first and second sector, who it is (an encyclopaedia's title is one of our
    actor's names), or that it is no actor at all. The call is right only if all of those hold.
    """
    cities = _cities(corpora)
    inside: list[Outcome] = []
    outside: dict[str, int] = {}
    path = corpora / "ngec_actors" / "dev.calls.jsonl"
    for call in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        phrase, countries, on = _arguments(call)
        match = resolve(phrase, countries=countries, on=on)
        checks, reasons = [], []
        for assertion in call["asserts"]:
            answer = _check(assertion, match, cities)
            if isinstance(answer, str):
                reasons.append(answer)
            else:
                checks.append((assertion, answer))
        if checks:
            inside.append(Outcome(phrase, tuple(checks), match))
        else:
            outside[reasons[0]] = outside.get(reasons[0], 0) + 1
    return inside, outside


def _arguments(call: dict[str, Any]) -> tuple[str, tuple[str, ...], date | None]:
    """Phrase, countries of the context, and day of a call.

    "Today" is the unknown day on which the test ran: it is left open.
    """
    args = [*call["args"], "", ""]
    context = " ".join(
        [args[1], *(call["kwargs"].get(k, "") for k in ("country", "known_country"))]
    )
    written = call["kwargs"].get("query_date") or args[2]
    return str(args[0]), countries_named(context), _day(str(written))


def _day(written: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", written):
        return date(*map(int, found.groups()))
    months = [date(2000, n, 1).strftime("%b").lower() for n in range(1, 13)]
    if found := re.fullmatch(r"(\d+) ([a-z]{3})[a-z]* (\d{4})", written.lower()):
        return date(int(found[3]), months.index(found[2]) + 1, int(found[1]))
    return date(int(written), 7, 1) if written.isdigit() else None


def _check(assertion: str, match: ActorMatch | None, cities: frozenset[str]) -> bool | str:
    """Whether the assertion holds; why it cannot be told where our record has no such thing."""
    if assertion == "code is None":
        return match is None or match.plover is None
    found = _COMPARED.fullmatch(assertion)
    field = (found["field"] or found["bare"]) if found else ""
    if not found or field in ("intro_para", "actor_wiki_job"):
        return _ENCYCLOPAEDIA
    if field in ("text", "pattern"):
        return _REST
    wanted = found["value"]
    if field == "title" and key_of(wanted) in cities:
        return _CITY
    holds = _FIELDS[field](match, wanted)
    return holds if found["sign"] == "==" else not holds


def _country(match: ActorMatch | None, wanted: str) -> bool:
    return (match.plover_country if match else "") == wanted


def _sector(place: int) -> Callable[[ActorMatch | None, str], bool]:
    def holds(match: ActorMatch | None, wanted: str) -> bool:
        codes = (*(match.plover_sectors if match else ()), "", "")
        return codes[place] == ("" if wanted == "UNK" else wanted)

    return holds


def _identity(match: ActorMatch | None, title: str) -> bool:
    """Whether the title names our actor, its person or, for a bare country, that country."""
    bare = re.sub(r"\s*\([^)]*\)", "", title)
    known = match is not None and match.actor_id is not None
    if not title:
        return not known or (match is not None and ":" in str(match.actor_id) and not match.person)
    if match is None:
        return False
    if match.country and key_of(match.name) == key_of(bare):
        return True
    if match.person and key_of(match.person) == key_of(bare):
        return True
    form = country_forms().get(key_of(bare))
    if form and match.actor_id == f"{form.iso2.lower()}:government":
        return True
    owners = Registry.open().aliases({key_of(bare)}).get(key_of(bare), [])
    return known and match.actor_id in {alias.actor for alias in owners}


_FIELDS: dict[str, Callable[[ActorMatch | None, str], bool]] = {
    "country": _country,
    "cc": _country,
    "code_1": _sector(0),
    "code_2": _sector(1),
    "wiki": _identity,
    "title": _identity,
}


def _cities(corpora: Path) -> frozenset[str]:
    table = (corpora / "geonames" / "cities5000.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(key_of(line.split("\t")[1]) for line in table[1:])


@dataclass(frozen=True)
class Coded:
    """An actor of PLOVER's records: words, gold country and sector, and our reading."""

    phrase: str
    country: str
    sector: str | None
    match: ActorMatch | None

    @property
    def country_right(self) -> bool:
        """PLOVER's records are older than its codes for the UN and the EU: there they are IGO."""
        own = self.match.plover_country if self.match else ""
        return {"UNO": "IGO", "EUR": "IGO"}.get(own, own) == self.country

    @property
    def sector_right(self) -> bool | None:
        """``None`` where the record leaves it open."""
        codes = self.match.plover_sectors if self.match else ()
        return None if self.sector is None else (codes[:1] or ("",))[0] == self.sector


def gsr(corpora: Path) -> list[Coded]:
    """Actors of PLOVER's gold records; the countries the sentence names are the context."""
    found = []
    path = corpora / "plover_gsr" / "train.jsonl"
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        for side in ("source", "target"):
            for actor in record.get(side) or []:
                if isinstance(actor, dict) and actor.get("code"):
                    found.append(_coded(actor, record["text"]))
    return found


def _coded(actor: dict[str, str], text: str) -> Coded:
    phrase = actor["actorText"].strip()
    sector = actor.get("sector") or ""
    code: str | None = {"CIV": "CVL", "***": None}.get(sector[:3], sector[:3])
    country = _OLD.get(actor["code"], actor["code"])
    return Coded(phrase, country, code, resolve(phrase, countries=countries_named(text)))


@dataclass(frozen=True)
class Located:
    """Source or target of a sentence: words, the countries it acts for, ours; alpha-3 or "IGO"."""

    phrase: str
    countries: frozenset[str]
    found: frozenset[str]


def located(corpora: Path, table: Path) -> Iterator[Located]:
    """Sources and targets of ``zero_shot_plover`` with their gold countries.

    ``table`` has the number of the record (from 1), its id, the role, and codes that "|" parts: ISO
    3166-1 alpha-3, "IGO" for a body of states; "INT" (of no one country) and "-" (nothing tells)
    both ask for none of ours. Some 24 actors of the set do not stand in their sentence ("a
    recipient"); they are read by themselves.
    """
    path = corpora / "zero_shot_plover" / "train.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for number, _, role, codes in rows(table, 4):
        record = records[int(number) - 1]
        span, text = record[role], record["text"]
        gold = frozenset(codes.split("|")) - {"-", "INT"}
        if span["start"] is None:
            text, span = span["text"], {**span, "start": 0, "end": len(span["text"])}
        yield Located(span["text"], gold, codes_of(text, span["start"], span["end"]))


def codes_of(text: str, start: int, end: int) -> frozenset[str]:
    """The countries of a phrase as we read it, alpha-3; "IGO" for a body of states."""
    parts = actors_in(text[start:end], countries=countries_named(text))
    bodies = {part.match.plover_country for part in parts if part.match}
    own = {alpha3()[iso2] for iso2 in countries_of(text, start, end)}
    return frozenset(own | ({"IGO"} if bodies & {"IGO", "UNO", "EUR"} else set()))
