"""The tokenizer: spaCy's English rules brought near to Universal Dependencies' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

# UD cuts these off; spaCy's rules keep them on the word.
RUN = r"(?:==+|\*\*+|__+|##+|~~+|\+\++|[!?]{2,}|\.{2,}|[-–—]{2,})"  # a run of marks is one word
EXTRA_INFIXES = (RUN, r"(?<=[^\W\d_])[–—](?=[^\W_])", r"(?<=\d)[–—-](?=[^\W_])", r"…")
EXTRA_PREFIXES = (RUN, r"[-–—](?=[^\W\d_])", r"~")
EXTRA_SUFFIXES = (RUN, r"(?<=[^\W\d_])[-–—]", r"/")


def make_tokenizer(vocab: Vocab) -> Tokenizer:
    """A tokenizer over ``vocab``: English exceptions and clitics, hyphens apart as in UD.

    Args:
        vocab: the pipeline's vocabulary, which keeps the strings.
    """
    from spacy.lang.en import EnglishDefaults
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    prefixes = [*EXTRA_PREFIXES, *(EnglishDefaults.prefixes or ())]
    suffixes = [*EXTRA_SUFFIXES, *(EnglishDefaults.suffixes or ())]
    infixes = [*EXTRA_INFIXES, *(EnglishDefaults.infixes or ())]
    return Tokenizer(
        vocab,
        rules=EnglishDefaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=EnglishDefaults.token_match,
        url_match=EnglishDefaults.url_match,
    )
