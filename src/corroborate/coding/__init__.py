"""Annotated text to claims: what happened, to whom, how many, who says so, how firmly."""

from corroborate.coding.attribution import find_attributions
from corroborate.coding.coder import code_document
from corroborate.coding.document import AnnotatedReport
from corroborate.coding.mentions import sifted
from corroborate.coding.tables import candidate_threshold

__all__ = ["AnnotatedReport", "candidate_threshold", "code_document", "find_attributions", "sifted"]
