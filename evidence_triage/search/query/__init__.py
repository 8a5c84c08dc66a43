"""The query language: from what was typed to what is asked of the index. Positions count characters.

- `understand` reads a question, or says at which position it is not understood
- `Question` and the tree of its parts (`tree.py`)
- `condition` is what an item must satisfy, `term_expression` and `any_of` what the word index is asked
- `chips` say how a question was understood
- `FIELDS` is the table of fields, `Asker` who asks
- `fold` and `tokens` are words as the index keeps them
"""

from evidence_triage.search.query.chips import Chip, chips
from evidence_triage.search.query.clauses import Asker, Clause
from evidence_triage.search.query.fields import FIELDS
from evidence_triage.search.query.parse import understand
from evidence_triage.search.query.to_fts import any_of, term_expression
from evidence_triage.search.query.to_sql import condition
from evidence_triage.search.query.tokens import fold, tokens
from evidence_triage.search.query.tree import Question, filtering, loose, spoken, wanted

__all__ = [
    "FIELDS",
    "Asker",
    "Chip",
    "Clause",
    "Question",
    "any_of",
    "chips",
    "condition",
    "filtering",
    "fold",
    "loose",
    "spoken",
    "term_expression",
    "tokens",
    "understand",
    "wanted",
]
