"""Receipts and the messages that they answer, brought together for the sender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from swschema.exchange.messages.receipts import is_rejection
from swschema.exchange.records import read_record, refuse_invalid
from swschema.exchange.signatures.signed_content import list_digests

if TYPE_CHECKING:
    from swschema.exchange.records import RecordInput


@dataclass(frozen=True, slots=True)
class ReceiptMatch:
    """Which of the messages that were sent have an answer; all names are the caller's.

    Attributes:
        answered: each answered message, with the names of its receipts.
        unanswered: the messages without a receipt.
        repeated: those of the answered messages that one party has answered twice: with one status
            in two receipts, or with a rejection and something else.
        rejected: those of the answered messages that were rejected.
        altered: the receipts for a message with the same identifier but another content, or a
            content that they do not state where another receipt does.
        unknown: the receipts for no message that was sent.
    """

    answered: Mapping[str, tuple[str, ...]]
    unanswered: tuple[str, ...]
    repeated: tuple[str, ...]
    rejected: tuple[str, ...]
    altered: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether each message has been answered once, by a receipt that does not reject it."""
        faults = (self.unanswered, self.repeated, self.rejected, self.altered, self.unknown)
        return not any(faults)


Named = tuple[str, Mapping[str, Any]]


@refuse_invalid
def match_receipts(
    messages: Iterable[tuple[str, RecordInput]], receipts: Iterable[tuple[str, RecordInput]]
) -> ReceiptMatch:
    """Return which messages have been answered, by their identifiers or application numbers.

    A message among the receipts that is none, and a receipt among the messages, is left out, so
    that folders with both may be given. The same receipt twice counts once.

    Args:
        messages: names and values of structurally valid messages that were sent.
        receipts: names and values of structurally valid messages that were received.
    """
    sent = [(name, value) for name, value in _read(messages) if "receipt" not in value]
    by_id: dict[str, list[Named]] = defaultdict(list)
    by_application: dict[str, list[str]] = defaultdict(list)
    for name, value in sent:
        by_id[str(value["messageId"]).upper()].append((name, value))
        by_application[value.get("applicationNo", "")].append(name)
    found: dict[str, list[Named]] = {name: [] for name, _value in sent}
    altered, unknown = [], []
    for name, value in _read(receipts):
        if "receipt" not in value:
            continue
        answered = _answered(value, by_id, by_application)
        if answered is None:
            altered.append(name)
        elif not answered:
            unknown.append(name)
        for each in answered or ():
            found[each].append((name, value))
    for answers in found.values():
        doubtful = _find_doubtful(answers)
        altered += [name for name, _value in doubtful]
        answers[:] = [each for each in answers if each not in doubtful]
    return ReceiptMatch(
        {name: tuple(each for each, _ in answers) for name, answers in found.items() if answers},
        tuple(name for name, answers in found.items() if not answers),
        tuple(name for name, answers in found.items() if _is_repeated(answers)),
        tuple(name for name, each in found.items() if any(is_rejection(one) for _, one in each)),
        tuple(altered),
        tuple(unknown),
    )


def _read(named: Iterable[tuple[str, RecordInput]]) -> Iterator[Named]:
    return ((name, read_record(each, name=name)) for name, each in named)


def _answered(
    receipt: Mapping[str, Any],
    by_id: Mapping[str, list[Named]],
    by_application: Mapping[str, list[str]],
) -> list[str] | None:
    """Return the messages that a receipt answers; None if it answers another content of one."""
    reference = receipt["receipt"].get("messageRef")
    if reference is None:
        return by_application.get(receipt.get("applicationNo") or "?", [])
    sent = by_id.get(str(reference).upper(), [])
    stated = receipt["receipt"].get("messageSha256")
    same = [name for name, value in sent if stated is None or stated in list_digests(value)]
    return same if same or not sent else None


def _find_doubtful(answers: list[Named]) -> list[Named]:
    """Return the rejections that do not say of which content, beside answers that do.

    Somebody may have sent the receiver another message with the same identifier, which nothing
    represents in both syntaxes, so that it has no digest.
    """
    stating = {
        value["sender"]["code"] for _, value in answers if "messageSha256" in value["receipt"]
    }
    return [
        (name, value)
        for name, value in answers
        if value["sender"]["code"] in stating
        and "messageSha256" not in value["receipt"]
        and is_rejection(value)
    ]


def _is_repeated(answers: Iterable[Named]) -> bool:
    """Return whether one party has answered twice, by other receipts than the same one again."""
    by_sender: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for _name, value in answers:
        by_sender[value["sender"]["code"]][str(value["messageId"]).upper()] = value
    for values in by_sender.values():
        one = [*values.values()]
        statuses = [
            (_status(each, "transportStatus"), _status(each, "businessStatus")) for each in one
        ]
        rejections = sum(map(is_rejection, one))
        if len({*statuses}) < len(statuses) or 0 < rejections < len(one):
            return True
    return False


def _status(message: Mapping[str, Any], member: str) -> str:
    return str(message["receipt"].get(member, ""))
