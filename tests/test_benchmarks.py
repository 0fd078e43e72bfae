import json

import pytest

from benchmarks.speed import Row, peak_megabytes, ratios
from benchmarks.speed_texts import mixed_stream, reports_at

TEXTS = ["Gunmen killed nine farmers near Tamasko on Sunday.", "The museum is open daily."]


def test_ratios_run_all_in_turn_and_the_first_is_one():
    order = []
    runs = {"a": lambda: order.append("a"), "b": lambda: order.append("b")}
    rows = ratios(runs, rounds=3)
    assert order == ["a", "b"] * 4
    assert [row.name for row in rows] == ["a", "b"]
    assert rows[0].ratio == rows[0].low == rows[0].high == 1
    assert rows[1].low <= rows[1].ratio <= rows[1].high


def test_a_row_shows_ratio_and_range():
    assert str(Row("x", 1.294, 1.2, 1.4)).split() == ["x", "1.29", "(1.20", "to", "1.40)"]


def test_without_a_path_the_examples_are_read():
    assert len(reports_at(None)) >= 10


def test_a_text_of_ones_own_is_read(tmp_path):
    (tmp_path / "one.txt").write_text(TEXTS[0], encoding="utf-8")
    assert [r.readable().strip() for r in reports_at(tmp_path)] == [TEXTS[0]]


@pytest.fixture
def corpora(tmp_path):
    items = [
        {"id": str(i), "date": "2020-01-02", "text": TEXTS[i % 2], "conflict_like": i % 2 == 0}
        for i in range(80)
    ]
    news = [{"id": "n", "genre": "news", "text": "One. Two."}, {"id": "v", "genre": "vlog"}]
    for name, file, records in (
        ("current_events", "train.jsonl", items),
        ("gum", "train.docs.jsonl", news),
    ):
        (tmp_path / name).mkdir()
        lines = "".join(json.dumps(r) + "\n" for r in records)
        (tmp_path / name / file).write_text(lines, encoding="utf-8")
    return tmp_path


def test_the_mixed_stream_is_half_of_conflict_and_always_the_same(corpora):
    first = [r.id for r in mixed_stream(corpora, 3)]
    assert first == [r.id for r in mixed_stream(corpora, 3)]
    assert sum(i != "n" and int(i) % 2 == 0 for i in first) == 3
    assert sum(i != "n" and int(i) % 2 == 1 for i in first) == 3
    assert "n" in first


def test_inputs_are_one_a_sentence_and_point_at_the_words():
    from benchmarks.speed_encoder import inputs_of

    found = inputs_of([" ".join(TEXTS), "", "   "])
    assert len(found) == 2
    for fed in found:
        assert fed["ids"].shape == fed["cases"].shape
        assert fed["first"][0] == 0
        assert fed["first"].max() < len(fed["ids"])


def test_the_bare_encoder_is_the_shipped_one_without_heads():
    pytest.importorskip("onnx", reason="onnx, which training needs, is not installed")
    from benchmarks.speed_encoder import Passes, inputs_of

    passes = Passes(inputs_of(TEXTS[:1]))
    passes.bare()
    passes.with_heads()
    fed = passes.inputs[0]
    found = passes._bare.run(None, {"ids": fed["ids"], "cases": fed["cases"]})
    assert len(found) == passes.stacks >= 1
    assert all(each.shape[-2:] == (fed["ids"].shape[0], 384) for each in found)


def test_the_rival_has_the_same_tasks():
    from benchmarks.speed_rival import blank

    names = blank().pipe_names
    assert {"tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"} < set(names)


@pytest.mark.slow
def test_memory_is_that_of_a_process_of_its_own(tmp_path):
    ballast = bytearray(b"x" * 700_000_000)  # of this process: it must not be counted
    assert 50 < peak_megabytes(TEXTS, tmp_path) < 600
    assert ballast
