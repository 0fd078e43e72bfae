"""Annotated text to claims: what happened, to whom, how many, who says so, how firmly."""

from corroborate.coding.attribution import find_attributions
from corroborate.coding.coder import code_document
from corroborate.coding.document import AnnotatedReport

__all__ = ["AnnotatedReport", "code_document", "find_attributions"]
