"""HTML and SVG from values: whatever is not already markup is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Union

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Markup(str):
    """Text that is markup already and goes into the page as it is."""

    __slots__ = ()


Child = Union[str, int, "Iterable[Child]", None]
Value = str | int | float | bool | None


def markup(child: Child) -> Markup:
    """Strings escaped, :class:`Markup` as it is, iterables joined, ``None`` nothing."""
    if child is None:
        return Markup()
    if isinstance(child, Markup):
        return child
    if isinstance(child, str | int):
        return Markup(escape(str(child)))
    return Markup("".join(markup(part) for part in child))


def _value(value: str | int | float) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else escape(str(value))


def _attribute(name: str, value: Value) -> str:
    name = name.removesuffix("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{_value(value)}"'


def el(tag: str, /, *children: Child, **attributes: Value) -> Markup:
    """One element.

    Args:
        tag: its name.
        children: its content; text is escaped.
        attributes: values are escaped. ``class_`` is class and ``aria_label`` aria-label;
            ``True`` gives the bare name, ``None`` and ``False`` leave it out. A float is
            written to a tenth, which is finer than a pixel of any drawing here.
    """
    head = tag + "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{head}>")
    return Markup(f"<{head}>{markup(children)}</{tag}>")
