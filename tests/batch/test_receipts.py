"""What the journal of a run remembers of receipts."""

from __future__ import annotations

from pathlib import Path

from swschema.batch.journal import Checkpoint, Journal

MESSAGE, FIRST, SECOND = (f"{n}ee06ba5-c48e-56e4-a974-542e14f3950a" for n in "abc")


def test_receipt_is_known_again_after_a_stop(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    before = Journal(path)
    assert before.add_receipt(FIRST, MESSAGE) == (False, False)
    before.save(Checkpoint(), run=[])
    before.close()
    after = Journal(path)
    assert after.restore([]) is not None
    assert after.add_receipt(SECOND, FIRST) == (True, False)
    after.remove()


def test_receipt_that_was_not_saved_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    before = Journal(path)
    before.save(Checkpoint(), run=[])
    before.add_receipt(FIRST, MESSAGE)
    before.close()
    after = Journal(path)
    assert after.add_receipt(SECOND, FIRST) == (False, False)
    assert after.add_receipt(FIRST, MESSAGE) == (False, True)
    after.remove()


def test_receipt_that_answers_itself_answers_no_other() -> None:
    journal = Journal()
    assert journal.add_receipt(FIRST, FIRST) == (False, False)
    assert journal.add_receipt(FIRST, FIRST) == (False, False)
    journal.remove()
