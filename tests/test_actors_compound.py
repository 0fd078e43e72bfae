"""Several actors in one phrase; and whose they are."""

import pytest
from coding_builders import parsed
from hypothesis import given
from hypothesis import strategies as st

from corroborate.grounding.actors import actors_in, countries_named, countries_of, split_compound


def read(text):
    return [part.reading for part in split_compound(text)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Iraqi and Kurdish forces", ["Iraqi forces", "Kurdish forces"]),
        ("Kenyan and Ugandan soldiers", ["Kenyan soldiers", "Ugandan soldiers"]),
        ("police and medics", ["police", "medics"]),
        ("the police and the army", ["the police", "the army"]),
        ("Chad, Niger, and Mali", ["Chad", "Niger", "Mali"]),
        ("Chad, Niger and Mali", ["Chad", "Niger", "Mali"]),
        ("police in Kenya and Uganda", ["police in Kenya", "police in Uganda"]),
        ("Iraqi soldiers and police", ["Iraqi soldiers", "Iraqi police"]),
        ("Hamas and Islamic Jihad fighters", ["Hamas", "Islamic Jihad fighters"]),
        ("Sunni and Shia militias", ["Sunni militias", "Shia militias"]),
        ("Kenyan troops as well as Somali police", ["Kenyan troops", "Somali police"]),
        ("two soldiers, a doctor and three farmers", None),
        ("Chad and Mali in Geneva", ["Chad", "Mali"]),
    ],
)
def test_actors_are_taken_apart(text, readings):
    if readings is None:
        assert len(read(text)) == 3
    else:
        assert read(text) == readings


@pytest.mark.parametrize(
    "text",
    [
        "Bosnia and Herzegovina",
        "Trinidad and Tobago",
        "women and children",
        "shops and houses",
        "search and rescue teams",
        "the Ministry of Trade and Industry",
        "the Department of Health and Human Services",
        "Ana Ruiz, the mayor of Salta",
        "soldiers",
        "",
        "and",
        "and and and",
        ", ,",
    ],
)
def test_what_is_one_stays_one(text):
    assert read(text) == [text.strip()]


def test_each_has_its_span_and_says_who():
    text = "the Iraqi and Turkish armies"
    one, other = split_compound(text)
    assert (text[slice(*one.span)], text[slice(*other.span)]) == ("the Iraqi", "Turkish armies")
    assert (one.match.actor_id, other.match.actor_id) == ("iq:military", "tr:military")
    police, medics = actors_in("police and medics", countries=["KE"])
    assert (police.match.actor_id, medics.match.kind) == ("ke:police", "civilians")


def test_the_tree_gives_the_others_of_a_coordination():
    doc = parsed(
        "Rebels/NOUN/2/nsubj shot/VERB/0/root/shoot Kenyan/ADJ/6/amod and/CCONJ/5/cc "
        "Somali/ADJ/3/conj soldiers/NOUN/2/obj ./PUNCT/2/punct"
    )
    start = doc.text.index("Somali")
    span = doc.char_span(start, start + len("Somali soldiers"))
    parts = actors_in(span)
    assert [part.reading for part in parts] == ["Kenyan soldiers", "Somali soldiers"]
    assert [doc.text[slice(*part.span)] for part in parts] == ["Kenyan", "Somali soldiers"]


def test_countries_of_a_phrase_in_its_sentence():
    def of(text, phrase):
        start = text.index(phrase)
        return countries_of(text, start, start + len(phrase))

    assert of("A court in Lagos freed a Kenyan.", "A court in Lagos") == ("NG",)
    assert of("Rebels in Peru burned a mill.", "Rebels") == ("PE",)
    assert of("The United Nations left Peru.", "The United Nations") == ()
    assert of("Iraqi and Turkish forces met.", "Iraqi and Turkish forces") == ("IQ", "TR")
    assert of("A man left New Mexico.", "A man") != ("MX",)
    assert of("Islamic State fighters fled in Hama, Syria.", "Islamic State fighters") == ("SY",)
    assert of("Police in Garowe held two men.", "two men") == ("SO",)
    assert countries_named("Peru, Chad, Peruvians") == ("PE", "TD")


@given(st.text(max_size=80))
def test_any_text_is_taken_apart_inside_its_bounds(text):
    parts = split_compound(text)
    assert parts
    ends = [0]
    for part in parts:
        start, end = part.span
        assert ends[-1] <= start <= end <= len(text)
        assert text[start:end] == part.text or len(parts) == 1
        ends.append(end)


JOINED = ["Iraqi", "and", "police", ",", "the", "Kenya", "rebels", "in", "of", "Hamas", "or", "two"]


@given(st.lists(st.sampled_from(JOINED), min_size=1, max_size=12).map(" ".join))
def test_parts_come_in_order_and_are_of_the_phrase(text):
    parts = split_compound(text)
    spans = [part.span for part in parts]
    assert spans == sorted(spans)
    assert all(text[slice(*part.span)] == part.text for part in parts)
