"""The history of questions and items that one walks with Alt and the arrows."""


class Steps:
    """Steps are a question and the item that was open under it (0: none)."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, int]] = []
        self._at = -1

    def asked(self, question: str) -> None:
        """A question was asked in earnest."""
        if not self._steps or self._steps[self._at][0] != question:
            self._add((question, 0))

    def opened(self, item: int) -> None:
        """An item was opened under the question that stands."""
        question = self._steps[self._at][0] if self._steps else ""
        if not self._steps or self._steps[self._at] != (question, item):
            self._add((question, item))

    def back(self) -> tuple[str, int] | None:
        """The step before, or none."""
        return self._move(-1)

    def forward(self) -> tuple[str, int] | None:
        """The step after, or none."""
        return self._move(1)

    def forget(self, item: int) -> None:
        """An item may no longer be seen: its steps go."""
        self._steps = [step for step in self._steps if step[1] != item]
        self._at = min(self._at, len(self._steps) - 1)

    def _add(self, step: tuple[str, int]) -> None:
        self._steps = [*self._steps[: self._at + 1], step]
        self._at = len(self._steps) - 1

    def _move(self, by: int) -> tuple[str, int] | None:
        if not 0 <= self._at + by < len(self._steps):
            return None
        self._at += by
        return self._steps[self._at]
