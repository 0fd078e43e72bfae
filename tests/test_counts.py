import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.coding.counts import parse_count

CASES = [
    ("at least 21 people", 21, 21, None),
    ("At least thirty-two officers", 32, 32, None),
    ("more than 60 villagers", 60, 60, None),
    ("about 30", 30, 30, 30),
    ("nearly 60 people", None, 60, 60),
    ("up to 50 fighters", None, 50, 50),
    ("12 to 15 soldiers", 12, None, 15),
    ("between 12 and 15 soldiers", 12, None, 15),
    ("12–15 soldiers", 12, None, 15),
    ("dozens of prisoners", 24, None, None),
    ("scores of people", 40, None, None),
    ("hundreds", 200, None, None),
    ("tens of thousands of residents", 20000, None, None),
    ("several thousand protesters", 3000, None, None),
    ("several", 3, None, None),
    ("many", None, None, None),
    ("a soldier", 1, 1, 1),
    ("a 12-year-old girl", 1, 1, 1),
    ("a group of men", None, None, None),
    ("police", None, None, None),
    ("no casualties", 0, 0, 0),
    ("No one", 0, 0, 0),
    ("two dozen people", 24, 24, 24),
    ("a dozen people", 12, 12, 12),
    ("one hundred and five people", 105, 105, 105),
    ("1.5 million people", 1_500_000, 1_500_000, 1_500_000),
    ("7,023 more troops", 7023, 7023, 7023),
    ("one of eleven pilgrims", 1, 1, 1),
    ("the driver and five other people", 6, 6, 6),
    ("200+ protesters", 200, 200, None),
    ("", None, None, None),
]


@pytest.mark.parametrize(("phrase", "low", "best", "high"), CASES)
def test_count_of_a_phrase(phrase, low, best, high):
    count = parse_count(phrase)
    assert (count.low, count.best, count.high) == (low, best, high)


def test_a_singular_noun_counts_one_only_where_the_caller_says_so():
    assert parse_count("the gunman").best is None
    assert parse_count("the gunman", singular=True).best == 1
    assert parse_count("the crowd", singular=True).best is None


@given(st.text(max_size=60))
def test_any_text_gives_bounds_that_run_forward(phrase):
    count = parse_count(phrase)
    bounds = [v for v in (count.low, count.best, count.high) if v is not None]
    assert bounds == sorted(bounds)


@given(st.integers(min_value=1, max_value=10**7))
def test_figures_are_read_with_and_without_separators(value):
    assert parse_count(f"{value} people").best == value
    assert parse_count(f"at least {value:,} people").low == value
