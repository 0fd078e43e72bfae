"""The shipped model's figures on small fixed samples, so that no change lowers them unseen.

Each bound lies a little under what the shipped model reaches on that sample. A change that falls
below it has made the model worse, or its reading; a new model that rises well above it should take
the bound along. The whole sets are measured by ``evaluation``.
"""

from __future__ import annotations

import pytest

from corroborate.language import load
from evaluation.language import UNER_LABELS, name_scores, tree_scores
from evaluation.predicates import argument_scores, factuality_r, predicate_scores, site_scores
from training.encoder_frames import located_examples
from training.encoder_names import re3d_examples
from training.encoder_treebanks import ewt_examples, gum_examples

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.fixture(scope="module")
def encoder(nlp):
    return nlp.get_pipe("conflict_encoder").encoder


@pytest.fixture(scope="module")
def ewt(corpora):
    return ewt_examples(corpora, "dev")[::8]


def f1(counter):
    return 200 * counter.hits / (counter.found + counter.gold)


EWT = {"UPOS": 96.0, "feats": 95.0, "lemma": 96.7, "UAS": 89.5, "LAS": 86.5}
GUM = {"UPOS": 96.7, "feats": 93.9, "lemma": 97.0, "UAS": 88.3, "LAS": 85.4}


def test_grammar_of_the_web(nlp, ewt):
    found = tree_scores(nlp, ewt)
    assert {k: v for k, v in found.items() if v < EWT[k]} == {}


def test_grammar_of_the_open_genres(nlp, corpora):
    found = tree_scores(nlp, list(gum_examples(corpora, "dev").values())[::4])
    assert {k: v for k, v in found.items() if v < GUM[k]} == {}


def test_names_of_the_web(nlp, ewt):
    assert f1(name_scores(nlp, ewt, UNER_LABELS)) >= 74.5


def test_names_in_press_releases(nlp, corpora):
    held = re3d_examples(corpora, nlp.make_doc)[1]
    assert f1(name_scores(nlp, held, None)) >= 51.5


def test_arguments(encoder, ewt):
    scores = argument_scores(encoder, ewt)
    assert f1(scores["all"]) >= 76.5
    assert f1(scores["NEG"]) >= 87.0
    assert f1(predicate_scores(encoder, ewt)) >= 92.0


def test_places_of_verbs(nlp, encoder, corpora):
    strict, _, total = site_scores(encoder, located_examples(corpora, nlp.make_doc)["dev"][::4])
    assert total > 150
    assert strict >= 79.0


def test_factuality(encoder, ewt):
    assert factuality_r(encoder, ewt)[0] >= 0.78
