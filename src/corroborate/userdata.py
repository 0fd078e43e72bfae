"""Where what the user adds (places, actors) is kept between runs."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

VARIABLE = "CORROBORATE_DATA"


def user_folder() -> Path:
    """The folder of the user's own data; it need not exist yet.

    It is the one that the environment variable ``CORROBORATE_DATA`` names, else the folder that the
    operating system keeps for such data.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return _folder_of_the_system()


@cache
def _folder_of_the_system() -> Path:
    from platformdirs import user_data_path  # not needed where the variable is set

    return user_data_path("corroborate", appauthor=False)
