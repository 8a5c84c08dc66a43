"""An export on record: one event, the bundle with its items, the references used, and what was held back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evidence_triage.disclosure import Families, Prepared, Way, keep_references
from evidence_triage.export.receipts import Receipt
from evidence_triage.words import Act

if TYPE_CHECKING:
    from evidence_triage.case import Case


def keep_bundle(
    case: "Case", prepared: Prepared, families: Families, receipt: Receipt, shown: Mapping[str, Way]
) -> None:
    """Puts the bundle on record, before it is given its name.

    Raises:
        JobFailed: another export took the same references meanwhile, or something of it was held back.
        NotAllowed: the right was lost meanwhile.
    """
    with case.change(Act.EXPORT, by=case.member) as change:
        prepared.check_still_holds(change)
        keep_references(change, prepared.references)
        bundle = change.insert(
            "bundle",
            recipient=receipt.recipient,
            families=families.value,
            listing=bytes.fromhex(receipt.listing),
            files=receipt.files,
            bytes=receipt.bytes_written,
            pages=receipt.pages,
            unreachable=receipt.unreachable,
            member=case.member.id,
            time=change.time,
        )
        pairs = zip(prepared.given, prepared.release.items, strict=True)
        change.insert_many(
            "bundle_item",
            ("bundle", "item", "reference", "shown", "native"),
            [
                (bundle, chosen.item, item.reference, shown[item.reference].value, int(item.native is not None))
                for chosen, item in pairs
            ],
        )
        held = [(bundle, reason, count) for reason, count in receipt.held.counts.items()]
        change.insert_many("bundle_held", ("bundle", "reason", "items"), held)
