"""Why something cannot be shown as pages."""

from evidence_triage.words import Reason


class Unrenderable(Exception):
    """`reason` goes to the person, `detail` to whoever looks into it."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
