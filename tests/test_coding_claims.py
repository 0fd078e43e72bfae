"""From an annotated report to claims, and the annotated report itself as a record."""

import json
from datetime import date

import pytest
from coding_builders import PUBLISHED, event, parsed, report, span
from hypothesis import given
from hypothesis import strategies as st

import corroborate as cb
from corroborate.coding import code_document
from corroborate.coding.coder import claim_id
from corroborate.language.layers import EventMention
from corroborate.model import Claim, Report

ATTACK = (
    "Al-Shabaab/PROPN/2/compound fighters/NOUN/3/nsubj "
    "killed/VERB/0/root/kill/Tense=Past|VerbForm=Fin "
    "nine/NUM/5/nummod farmers/NOUN/3/obj//Number=Plur with/ADP/7/case "
    "rifles/NOUN/3/obl in/ADP/9/case "
    "Mogadishu/PROPN/3/obl on/ADP/11/case Tuesday/PROPN/3/obl "
    ",/PUNCT/14/punct police/NOUN/14/nsubj "
    "said/VERB/3/parataxis/say ./PUNCT/3/punct"
)
REMARK = "The toll could not be independently verified."
AGAIN = "The/DET/2/det attack/NOUN/3/nsubj shook/VERB/0/root/shake shops/NOUN/3/obj ./PUNCT/3/punct"


def full(**fields):
    """A report whose first event has words in every field, and whose second takes it up."""
    doc = parsed(ATTACK, REMARK, AGAIN, entities={"Al-Shabaab": "ORG", "Mogadishu": "PLACE"})
    killed = event(
        doc,
        "killed",
        "armed_attack",
        agent="Al-Shabaab fighters",
        patient="nine farmers",
        killed="nine farmers",
        instrument="rifles",
        place="Mogadishu",
        time="Tuesday",
        score=0.9,
    )
    return report(doc, killed, event(doc, "attack", "armed_attack", score=0.6), **fields)


def test_a_claim_says_what_where_when_to_whom_how_many_and_who_says_so():
    claim = code_document(full())[0]
    assert (claim.type, claim.stance, claim.time) == ("armed_attack", "asserted", "past")
    assert claim.date.start == claim.date.end == date(2031, 3, 4)
    assert (claim.place.name, claim.place.country) == ("Mogadishu", "SO")
    assert [(p.role, p.actor or p.kind) for p in claim.participants] == [
        ("perpetrator", "al-shabaab"),
        ("target", "civilians"),
    ]
    assert claim.counts.killed.best == 9
    assert claim.counts.killed.by_side == {"civilians": 9}
    assert (claim.source.text, claim.source.actor) == ("police", "so:police")
    assert claim.verification == "unconfirmed"
    assert claim.confidence == 0.9
    assert claim.codes.acled.sub_event_type == "Attack"
    assert claim.report.published == PUBLISHED


def test_every_field_has_a_span_that_carries_its_words():
    document = full()
    claim, text = code_document(document)[0], document.report.text
    words = {s.field: text[s.start : s.end] for s in claim.evidence.spans}
    assert words == {
        "trigger": "killed",
        "perpetrator": "Al-Shabaab fighters",
        "target": "nine farmers",
        "killed": "nine farmers",
        "date": "Tuesday",
        "place": "Mogadishu",
        "source": "police",
        "cue": "said",
        "instrument": "rifles",
        "verification": "could not be independently verified",
    }
    held = [claim.date, claim.place, claim.source, claim.counts.killed, *claim.participants]
    assert all(text[slice(*field.span)] == field.text for field in held)


def test_the_evidence_is_the_reports_own_sentence():
    document = full()
    for claim in code_document(document):
        evidence = claim.evidence
        assert document.report.text[evidence.start : evidence.end] == evidence.text
        trigger = evidence.span_of("trigger")
        assert evidence.start <= trigger[0] < trigger[1] <= evidence.end


def test_an_event_taken_up_lends_its_date_and_place():
    first, again = code_document(full())
    assert (again.date.start, again.place.id) == (first.date.start, first.place.id)
    assert again.evidence.span_of("antecedent") == first.evidence.span_of("trigger")
    assert again.counts.items() == []
    assert again.verification == "none"


def test_claims_come_one_a_mention_in_the_order_of_the_text():
    document = full()
    claims = code_document(document)
    assert [c.evidence.span_of("trigger") for c in claims] == [m.trigger for m in document.events]
    assert code_document(document.with_events(())) == []


def test_the_same_report_gives_the_same_claims():
    assert code_document(full()) == code_document(full())


def test_an_id_is_of_the_report_the_words_and_the_type():
    document = full()
    ids = {c.id for c in code_document(document)}
    assert len(ids) == 2
    assert ids == {c.id for c in code_document(full(title="Another headline"))}
    assert not ids & {c.id for c in code_document(full(sha256="0" * 64))}
    killed = document.events[0]
    other = EventMention(killed.trigger, "execution", killed.sentence)
    assert claim_id(document, other) != claim_id(document, killed)
    assert all(len(i) == 16 and int(i, 16) >= 0 for i in ids)


def test_nothing_is_put_in_for_what_a_report_does_not_say():
    doc = parsed("Gunmen raided.")
    (claim,) = code_document(report(doc, event(doc, "raided", "armed_attack"), published=None))
    assert (claim.date.start, claim.date.end, claim.date.precision) == (None, None, "unknown")
    assert (claim.place.name, claim.place.lat, claim.place.country) == (None, None, None)
    assert (claim.participants, claim.counts.items(), claim.source) == ((), [], None)
    assert [s.field for s in claim.evidence.spans] == ["trigger"]


def test_those_who_claim_responsibility_are_the_perpetrators_of_the_deed():
    doc = parsed("A bomb exploded.", "Al-Shabaab claimed responsibility.")
    blast = event(doc, "exploded", "bombing")
    claimed = event(doc, "claimed responsibility", "responsibility_claim", agent="Al-Shabaab")
    bombing = code_document(report(doc, blast, claimed))[0]
    assert [(p.role, p.actor) for p in bombing.participants] == [("perpetrator", "al-shabaab")]
    named = event(doc, "exploded", "bombing", agent="Al-Shabaab")
    assert len(code_document(report(doc, named, claimed))[0].participants) == 1


def test_a_denial_of_a_deed_does_not_make_the_denier_its_doer():
    doc = parsed("A bomb exploded.", "Al-Shabaab denied involvement.")
    denied = event(doc, "denied", "denial", agent="Al-Shabaab")
    assert (
        code_document(report(doc, event(doc, "exploded", "bombing"), denied))[0].participants == ()
    )


def test_a_deed_without_a_place_plays_where_the_one_before_it_did():
    doc = parsed("A bomb exploded in Gao.", "Suspects were arrested.")
    events = [event(doc, "exploded", "bombing", place="Gao"), event(doc, "arrested", "arrest")]
    assert [c.place.name for c in code_document(report(doc, *events))] == ["Gao", "Gao"]


@pytest.mark.parametrize("stance", ["planned", "denied", "hypothetical"])
def test_what_is_not_asserted_has_no_code_of_acled(stance):
    doc = parsed("Gunmen raided a camp.")
    (claim,) = code_document(report(doc, event(doc, "raided", "armed_attack", stance=stance)))
    assert claim.stance == stance
    assert claim.codes.acled is None


def test_countries_are_ranked_by_how_often_a_report_names_them():
    doc = parsed("Shops closed in Niamey.", "Roads closed in Bamako, in Gao.")
    assert report(doc).countries == ("ML", "NE")


@given(st.floats(min_value=-1, max_value=2))
def test_confidence_is_a_probability_whatever_the_score(score):
    doc = parsed("Gunmen raided a camp.")
    (claim,) = code_document(report(doc, event(doc, "raided", "armed_attack", score=score)))
    assert 0 <= claim.confidence <= 1


def test_a_claim_comes_back_from_json_as_it_was():
    for claim in code_document(full()):
        assert Claim.model_validate_json(claim.model_dump_json()) == claim


# --------------------------------------------------------------------- the annotation as record


def test_the_record_has_all_layers_and_goes_into_json():
    document = full(id="r7", file="a.txt")
    record = json.loads(json.dumps(document.to_record()))
    text = record["text"]
    assert record["report"] == {"id": "r7", "file": "a.txt", "published": "2031-03-05"}
    assert [text[a:b] for a, b in record["sentences"]] == [s.text for s in document.doc.sents]
    assert all(text[slice(*t["span"])] == t["text"] for t in record["tokens"])
    labels = [(text[slice(*e["span"])], e["label"]) for e in record["entities"]]
    assert labels == [("Al-Shabaab", "ORG"), ("Mogadishu", "PLACE")]
    assert [text[slice(*p["span"])] for p in record["events"]] == ["killed", "attack"]
    assert {r["role"] for r in record["events"][0]["roles"]} >= {"agent", "patient", "place"}
    assert [(t["value"], t["start"]) for t in record["times"]] == [("2031-03-04", "2031-03-04")]
    assert [e["actor"] for e in record["entities"]] == ["al-shabaab", None]
    assert [t["anchor"]["kind"] for t in record["times"]] == ["publication"]
    assert [(p["name"], p["country"]) for p in record["places"]] == [("Mogadishu", "SO")]
    (place,) = record["places"]
    assert place["metonym"] is False
    assert 0 <= place["confidence"] <= 1
    (said,) = record["attributions"]
    assert (text[slice(*said["source"])], text[slice(*said["cue"])]) == ("police", "said")


def test_an_entity_is_the_actor_it_stands_for_on_the_day_of_the_report():
    names = {"Nouri al-Maliki": "PERSON", "Boko Haram": "GROUP"}
    names |= {"Orrin Tavell": "PERSON", "Karsa": "PLACE"}
    doc = parsed("Nouri al-Maliki met Orrin Tavell in Karsa.", "Boko Haram fled.", entities=names)
    record = report(doc).to_record()
    actors = {record["text"][slice(*e["span"])]: e["actor"] for e in record["entities"]}
    assert actors["Nouri al-Maliki"] == "person:nouri-al-maliki"
    assert actors["Boko Haram"] == "boko-haram"
    assert (actors["Orrin Tavell"], actors["Karsa"]) == (None, None)


def test_heads_of_tokens_are_indices_into_the_tokens():
    tokens = full().to_record()["tokens"]
    killed = next(i for i, t in enumerate(tokens) if t["text"] == "killed")
    assert tokens[killed]["head"] == killed
    assert tokens[killed]["deprel"] == "root"
    farmers = next(t for t in tokens if t["text"] == "farmers")
    assert (farmers["head"], farmers["feats"]) == (killed, "Number=Plur")


def test_conllu_has_a_block_a_sentence_with_one_root_and_heads_within():
    document = full(id="r7")
    blocks = document.to_conllu().strip().split("\n\n")
    assert len(blocks) == 3
    for number, block in enumerate(blocks):
        lines = block.split("\n")
        assert lines[0] == f"# sent_id = r7-{number}"
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        assert all(len(row) == 10 for row in rows)
        assert [row[0] for row in rows] == [str(i) for i in range(1, len(rows) + 1)]
        assert [row[7] for row in rows if row[6] == "0"] == ["root"]
        assert all(0 <= int(row[6]) <= len(rows) for row in rows)
        starts = [int(row[9].removeprefix("start_char=")) for row in rows]
        assert [
            document.doc.text[s : s + len(r[1])] for s, r in zip(starts, rows, strict=True)
        ] == [r[1] for r in rows]


def test_words_and_tokens_of_a_span():
    document = full()
    at = span(document.doc, "nine farmers")
    assert document.words(at) == "nine farmers"
    assert [t.text for t in document.tokens_in((at[0] + 1, at[1] - 1))] == ["nine", "farmers"]


# --------------------------------------------------------------------- harm told by a verb alone


def counted(text):
    report = Report.from_text(text, published=date(2031, 3, 5))
    return {(c.type, c.counts.killed.best) for c in cb.code([report]) if c.counts.killed}


def test_a_verb_of_harm_makes_a_claim_where_no_event_has_its_count():
    text = "The army spokesman said troops had scored successes, killing 279 of the rebels."
    assert 279 in {best for _, best in counted(text)}


def test_a_count_makes_no_second_claim_beside_its_event():
    text = "A car bomb exploded in Ardel on Monday, killing 12 people, police said."
    assert len([best for _, best in counted(text) if best == 12]) == 1


def test_harm_denied_is_not_told():
    assert 12 not in {b for _, b in counted("The army did not kill 12 people in Ardel, it said.")}
