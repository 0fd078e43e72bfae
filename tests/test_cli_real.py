"""The commands with the real coder behind them: shape and offsets of what comes out."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from corroborate.cli.annotation import Annotation
from corroborate.model import Incident

STORY = (
    "Published: 2019-03-05\n\n"
    "A roadside bomb killed at least four soldiers near the town of Karsa on Monday, police said.\n"
    "A roadside bomb killed at least four soldiers near the town of Karsa on Monday\n"
    "[youtube Ab3dE5_x 650]\n"
    "The army blamed the Amber Front, which denied it.\n"
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Run a command on the story; give back the lines of its standard output as JSON."""
    path = tmp_path_factory.mktemp("news") / "story.txt"
    path.write_text(STORY, encoding="utf-8")

    def run(command):
        words = [
            sys.executable,
            "-m",
            "corroborate.cli.main",
            command,
            str(path),
            "--format",
            "jsonl",
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    return run


def test_an_annotation_has_the_shape_of_its_schema(shown):
    (line,) = shown("annotate")
    seen = Annotation.model_validate_json(line)
    assert seen.text == STORY.split("\n\n", 1)[1]
    assert all(seen.text[slice(*token.span)] == token.text for token in seen.tokens)
    assert "youtube" not in {token.text for token in seen.tokens}
    (monday,) = {time.start.isoformat() for time in seen.times if time.start}
    assert monday == "2019-03-04"


def test_a_story_gives_one_incident_whose_words_stand_in_it(shown):
    incidents = [Incident.model_validate_json(line) for line in shown("code")]
    text = STORY.split("\n\n", 1)[1]
    (killing,) = [i for i in incidents if i.counts.killed]
    assert killing.counts.killed.low == 4
    for claim in (claim for incident in incidents for claim in incident.claims):
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
        assert all(text[slice(*p.span)] == p.text for p in claim.participants)


def test_the_same_input_gives_the_same_output(shown):
    first, second = shown("code"), shown("code")
    assert first == second
    assert all(json.loads(line)["id"] for line in first)
