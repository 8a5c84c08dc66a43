"""From a question to a frozen list: items that pass its filters, by words and by meaning, each with why it was found.

- `Engine` searches an open case: `search`, `facets`, `matching` (all items, for whoever acts on them), `page`,
  `put_on_record`, `completions`
- `Results`, `Hit`, `Snippet`, `Mark`, `Why`, `NotSearched`, `Facets` and `FacetValue` are what it gives
- `find_marks` finds a question's words in a text that is shown; `note_shown` keeps which lines a person was shown
- `save_record`, `run_record` and `records` are the searches that are kept (R6)
- `run_terms` and `read_terms` are term lists (R7); `run_lines` answers a file of questions
- `query` is the language
"""

from evidence_triage.search.engine import Engine
from evidence_triage.search.log import note_shown
from evidence_triage.search.records import Rerun, SearchRecord
from evidence_triage.search.records import list_all as records
from evidence_triage.search.records import run as run_record
from evidence_triage.search.records import save as save_record
from evidence_triage.search.results import Facets, FacetValue, Hit, Mark, NotSearched, Results, Snippet, Why
from evidence_triage.search.runs import by_number, by_stem, read_questions, run_lines
from evidence_triage.search.snippet import find_marks
from evidence_triage.search.terms import TermHits, read_terms, run_terms

__all__ = [
    "Engine",
    "FacetValue",
    "Facets",
    "Hit",
    "Mark",
    "NotSearched",
    "Rerun",
    "Results",
    "SearchRecord",
    "Snippet",
    "TermHits",
    "Why",
    "by_number",
    "by_stem",
    "find_marks",
    "note_shown",
    "read_questions",
    "read_terms",
    "records",
    "run_lines",
    "run_record",
    "run_terms",
    "save_record",
]
