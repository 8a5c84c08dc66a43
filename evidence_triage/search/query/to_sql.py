"""From a tree to one condition on `visible_item` (as `v`)."""

from evidence_triage.search.query.clauses import Asker, Clause, matched
from evidence_triage.search.query.fields import FIELDS
from evidence_triage.search.query.to_fts import expression
from evidence_triage.search.query.tree import And, Beside, Everything, Field, Node, Not, Or


def condition(node: Node, asker: Asker) -> Clause:
    """What an item must satisfy. Parts that hold only words become one look into the word index."""
    words = expression(node)
    if words is not None:
        return matched(words)
    match node:
        case Field():
            return FIELDS[node.name].clause(node, asker)
        case Not(part):
            inner = condition(part, asker)
            return Clause(f"NOT coalesce({inner.sql}, 0)", inner.values)
        case And(parts) | Beside(parts):
            return Clause.joined("AND", (condition(part, asker) for part in parts))
        case Or(parts):
            return Clause.joined("OR", (condition(part, asker) for part in parts))
        case Everything():
            return Clause("1")
    raise AssertionError(node)  # words alone have become an expression above
