"""The JSON Schema of the format, and of one scenario with its own names, for editors.

It is made of the models: their types are its rules, their docstrings its descriptions. Editors
complete and flag with it; what it cannot say, above all what is in formulas, `check` says.
"""

from game.scenario.schema.fitting import fit_schema
from game.scenario.schema.format import write_schema
from game.scenario.schema.names import collect_names
from game.scenario.schema.texts import write_text_schema

__all__ = ["collect_names", "fit_schema", "write_schema", "write_text_schema"]
