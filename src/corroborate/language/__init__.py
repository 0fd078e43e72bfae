"""Text to annotated text: a spaCy pipeline around one small encoder.

``nlp = load(); doc = nlp(text)``.
"""

from corroborate.language.pipeline import load

__all__ = ["load"]
