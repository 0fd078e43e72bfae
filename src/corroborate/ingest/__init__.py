"""Files to reports: reading, decoding, and marking what is not to be read.

>>> from corroborate.ingest import read
>>> for report in read("news/", published=date(2019, 3, 4)): ...
"""

from corroborate.ingest.cleaning import clean, find_asides
from corroborate.ingest.reading import read

__all__ = ["clean", "find_asides", "read"]
