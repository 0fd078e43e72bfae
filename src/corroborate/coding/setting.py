"""When and where one event took place."""

from corroborate.coding.scene_place import place_of
from corroborate.coding.scene_time import date_of, may_coincide
from corroborate.coding.spans import overlaps

__all__ = ["date_of", "may_coincide", "overlaps", "place_of"]
