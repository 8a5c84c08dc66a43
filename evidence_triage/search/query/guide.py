"""The page of the guide about the query language, made from the table of fields."""

from evidence_triage.search.query.clauses import STATES
from evidence_triage.search.query.fields import FIELDS, FieldRow
from evidence_triage.words import Kind

PAGE = """# What can be asked

Made from the program's own table of fields; a test keeps it so.

Type what you are looking for in plain language. The search goes by meaning and by words together, and the chips below
the box show how your question was understood; each can be taken away.

## Words

| written | finds |
| --- | --- |
| `who paid for the holiday` | items near to this in meaning and items that hold its words, the best of both first |
| `"very grateful"` | items in which these words stand side by side |
| `grat*` | items with a word that begins so |
| `lunch AND thursday` | items that hold both words |
| `lunch OR dinner` | items that hold either |
| `lunch NOT thursday` | items that do not hold `thursday`, those about lunch first |
| `(lunch OR dinner) AND thursday` | brackets stand as in arithmetic, up to 50 within each other; AND binds closer than OR |
| `*` | everything |

AND, OR and NOT are written in capitals; in small letters they are words like any other. Case and accents make no
difference. A word is found however common it is.

Words side by side only rank when you search by words and meaning (`hybrid`) or by meaning alone (`meaning`). When you
search by words alone (`words`), all of them must occur: in the title, the names and addresses, the file name or the text.

`?` or `*` at the end of a question of several words ends the question. Write `(grat*)` for a beginning there.

## Fields

A field is a name, a colon and its value, without a space: `from:ward`. A value with spaces stands in quotes. Where it says
*several*, values may stand one behind the other with commas and mean any of them; a star at the end means every value that
begins so. A field beside words narrows what is found.

| field | finds items by | for example | |
| --- | --- | --- | --- |
{fields}

Nothing else is a field: in `Re: the meeting at 12:30` everything is words.

- `kind` is one of {kinds}.
- `date` is a day, a month, a year (`2026-03-01`, `2026-03`, `2026`) or a range of them (`2026-03..2026-05`, `..2026-03-01`,
  `2026-03..`), from midnight to midnight in the case's time zone.
- `is` is one of:
{states}

## When a question is not understood

A bracket or quote without its other half, a field without a value, an unknown kind or date: the program says at which
position, and finds nothing until you correct it. Or search it as plain text (`--plain` at the command line): then every
part of it is words, and no sign means anything.
"""


def page() -> str:
    """The page as Markdown."""
    fields = "\n".join(_row(row) for row in FIELDS.values())
    states = "\n".join(f"  - `is:{name}`: {words}" for name, (_, words) in STATES.items())
    return PAGE.format(fields=fields, kinds=", ".join(f"`{kind}`" for kind in Kind), states=states)


def _row(row: FieldRow) -> str:
    return f"| `{row.name}:` | {row.matches} | `{row.example}` | {'several' if row.several else ''} |"
