"""One family of errors. The message is what the person is told: what happened, what was kept, what can be done.

A message repeats nothing of the material (no text, no file name of an exhibit): it may reach a terminal's history.
Sentences are templates with named values, so that the window can translate them: `NotACase(folder=...)`.
"""

from typing import ClassVar


class TriageError(Exception):
    """What the program could not do. `sentence` is formatted with the named values given; `exit_code` ends the command."""

    sentence: ClassVar[str] = "Something could not be done."
    exit_code: ClassVar[int] = 1

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))


class UsageError(TriageError):
    """The command was not understood."""

    sentence = "{what}"
    exit_code = 2


class NotACase(TriageError):
    sentence = "{folder} is not a case folder (no case.toml in it). Nothing was changed."


class FolderNotEmpty(TriageError):
    sentence = "{folder} exists and is not empty. Nothing was written; choose a new folder."


class NewerFormat(TriageError):
    sentence = "This case was made by a newer version (format {found}; this version knows up to {known}). Nothing was changed; open it with the newer version."


class WrongPassphrase(TriageError):
    """Does not say whether the person or the passphrase was wrong."""

    sentence = "Person and passphrase do not open this case. Nothing was changed."


class NoPassphrase(TriageError):
    sentence = "A passphrase is needed: set EVIDENCE_TRIAGE_PASSPHRASE or type it when asked. Nothing was changed."


class PersonNeeded(TriageError):
    sentence = "Several people open this case: say who you are in EVIDENCE_TRIAGE_PERSON."
    exit_code = 2


class OpenElsewhere(TriageError):
    sentence = (
        "The case is open on another machine ({machine}, since {since}). Nothing was changed; close it there first."
    )


class NetworkFolder(TriageError):
    sentence = "The case lies on a network file system, where its database cannot be written safely. Copy it to this machine's own disk."


class Damaged(TriageError):
    """The case folder itself is damaged."""

    sentence = "The case is damaged: {what}. Nothing was changed; restore a backup, or have the folder examined."


class BehindAnchor(TriageError):
    sentence = "This case is behind what this workstation has seen of it: {missing} acts are missing since {since}. Go on only knowingly: --accept-gap REASON."


class Forked(TriageError):
    sentence = "The case's log differs from what this workstation has seen of it, from act {sequence} on. Go on only knowingly: --accept-gap REASON."


class NotAllowed(TriageError):
    sentence = "Your role ({role}) does not permit this: {act}. It was refused and logged."


class DecidedMeanwhile(TriageError):
    sentence = "Somebody decided about this item after the version you saw. Nothing was written; your draft is kept."


class NothingToUndo(TriageError):
    sentence = "There is no decision of yours to take back."


class ReasonNeeded(TriageError):
    """A field that is not set without saying why."""

    sentence = "This needs a reason: {field}. Nothing was written; your draft is kept."


class NoSuchItem(TriageError):
    """Also said of what is sealed, so that the answer does not tell the one from the other."""

    sentence = "There is no item {item} that you may see."


class NoOriginal(TriageError):
    sentence = "Item {item} has no bytes of its own to give; its text and details can be shown."


class NoSuchRecord(TriageError):
    sentence = "There is no search record {record} in this case."


class SourceMissing(TriageError):
    sentence = "The path given does not exist or cannot be read: {path}. Nothing was added."


class SourceChanged(TriageError):
    sentence = "A source has changed since it was read ({exhibit}, {count} files). The export was stopped; nothing was written."


class DiskFull(TriageError):
    sentence = "The disk is full. Everything reported as saved is kept; free some space and run the command again."


class NotUnderstood(TriageError):
    """A query that does not parse; `column` counts from 1."""

    sentence = (
        "The query is not understood at position {column}: {what}. Correct it, or search it as plain text (--plain)."
    )


class ModelMissing(TriageError):
    sentence = "The model {model} is not installed: {what}."


class ModelChanged(TriageError):
    sentence = (
        "The file {file} of model {model} is not the one its manifest names (SHA-256 differs). It was not loaded."
    )


class Cancelled(TriageError):
    sentence = "Stopped by the person. What was finished is kept."


class JobFailed(TriageError):
    sentence = "The work stopped: {what}. What was finished is kept; start it again to go on."


class JobRefused(JobFailed):
    """The job's process ended with an error of this family, whose own sentence is `what`."""

    sentence = "{what}"


class WrongPlace(TriageError):
    sentence = "A bundle cannot be written inside {what}. Nothing was written; choose another folder."


class NothingToExport(TriageError):
    sentence = "No item that may be handed over matches. Nothing was written."


class NotVerified(TriageError):
    sentence = "NOT intact: {what}"


class IsolationMissing(TriageError):
    sentence = "No isolation for readers works on this machine ({what}). Nothing is read without it."


class Busy(TriageError):
    sentence = "Another window or command has been writing to this case for a minute. Nothing was written; try again."


class NotRendered(TriageError):
    """Why is in `values["reason"]`, a `words.Reason`."""

    sentence = (
        "This cannot be shown as pages ({reason}). Its text, as far as it was read, and its native file are kept."
    )


class OfficeMissing(NotRendered):
    sentence = "Office files cannot be shown as pages on this machine: LibreOffice is missing, or cannot be walled in. Their text and native files are kept."


class PersonExists(TriageError):
    sentence = "There is a person of this name in the case already. Nothing was changed."


class NobodyCalled(TriageError):
    sentence = "There is nobody of this name in the case. Nothing was changed."


class CannotCombine(TriageError):
    sentence = "The role {role} cannot be given to somebody with the roles this person has or had. Nothing was changed."


class PrivilegeKeyNeeded(TriageError):
    sentence = "A privilege reviewer is admitted by another reviewer, or with the case's privilege recovery key. Nothing was changed."


class NotAwaited(TriageError):
    sentence = "Nobody of this name and key fingerprint waits to be admitted. Nothing was changed."


class OnlyToChoose(TriageError):
    sentence = (
        "This passphrase is good for choosing your own and opens nothing else: evidence-triage person CASE accept."
    )


class WaitingForAdmission(TriageError):
    sentence = "Your passphrase is set. You can sign in once somebody who may admits you; tell them your key's fingerprint: {fingerprint}."


class WrongRecoveryKey(TriageError):
    sentence = "This recovery key is not the one that the case was given when it was made. Nothing was changed."
