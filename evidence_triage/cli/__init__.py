"""The command line: a file a group of commands, all of them functions on `app`.

What every command shares stands in `terminal.py`: opening a case as a person, answering in words or JSON, and ending
with the exit status that scripts rely on (0 done, 1 could not, 2 not understood).
"""

from evidence_triage.cli.terminal import app, main

__all__ = ["app", "main"]
