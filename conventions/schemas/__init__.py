"""The document's schemas, compiled once; and in our own words where and why a value breaks one."""

from conventions.schemas.compiled import Schemas, Validator
from conventions.schemas.faults import faults
from conventions.schemas.rewriting import GONE, Rewrite, of_answer
from conventions.schemas.translation import translated

__all__ = ["GONE", "Rewrite", "Schemas", "Validator", "faults", "of_answer", "translated"]
