"""How well the readers read: what they make of a mirror folder, beside another parser's cut of the same texts."""

from corpus.comparing.mirrored import numberings
from corpus.comparing.rows import Row, compare, table
from corpus.comparing.yardstick import read_units

__all__ = ["Row", "compare", "numberings", "read_units", "table"]
