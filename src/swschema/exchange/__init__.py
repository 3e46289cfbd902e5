"""Records that enterprises, their agents and the authorities exchange: made, sent and received.

What a record already holds is not typed again. Everything here takes records as JSON has them, or
as models, and returns them as JSON has them, in memory; nothing reads or writes a file unless it
says so. `swschema.load(result, Materials)` makes a model of a result.
"""

from typing import TYPE_CHECKING

from swschema.lazy_names import load_lazily

if TYPE_CHECKING:
    from swschema.exchange.attachments.entries import AttachedFiles, attach_files
    from swschema.exchange.attachments.entry import FileDescription
    from swschema.exchange.attachments.file_facts import FileFacts, measure_bytes, measure_file
    from swschema.exchange.attachments.file_map import read_map
    from swschema.exchange.attachments.folder import measure_folder
    from swschema.exchange.comparison.changes import Change, Comparison, compare_records
    from swschema.exchange.comparison.html import render_html
    from swschema.exchange.comparison.text import render_text
    from swschema.exchange.derivation.drafts import (
        Derivation,
        derive_interview,
        derive_materials,
        new_registration,
        refill_registration,
    )
    from swschema.exchange.derivation.facts import set_facts
    from swschema.exchange.derivation.origins import Origins, count_origins
    from swschema.exchange.derivation.table import DerivedValue
    from swschema.exchange.messages.envelope import Header, check_message, unwrap, wrap
    from swschema.exchange.messages.inbox import Outbox, Receiver, Reception, receive
    from swschema.exchange.messages.outbox import FolderOutbox, open_outbox
    from swschema.exchange.messages.party import Party, find_party, read_parties
    from swschema.exchange.messages.receipt_match import ReceiptMatch, match_receipts
    from swschema.exchange.messages.receipts import Rejection, make_receipt
    from swschema.exchange.packages.archive import PackageLimits
    from swschema.exchange.packages.content import PackageContent, PackedFile, find_content
    from swschema.exchange.packages.content_key import (
        RecipientKey,
        read_decryption_key,
        read_recipient,
    )
    from swschema.exchange.packages.folder import unpack_package
    from swschema.exchange.packages.reader import UnpackedBag, read_package
    from swschema.exchange.packages.writer import PackedBag, write_package
    from swschema.exchange.papers.make import make_papers
    from swschema.exchange.required_materials import RequiredMaterial, list_required_materials
    from swschema.exchange.signatures.certificates import Certificate, read_certificate
    from swschema.exchange.signatures.keys import (
        KeyPair,
        SigningKey,
        generate_key,
        read_signing_key,
    )
    from swschema.exchange.signatures.message_signature import (
        Verification,
        sign_message,
        verify_message,
    )
    from swschema.exchange.signatures.record_signature import sign_record, verify_record
    from swschema.exchange.signatures.trust import Trust, make_trust, read_trust
    from swschema.exchange.steps.decisions import Decision, decide
    from swschema.exchange.steps.events import Event, add_event, order
    from swschema.exchange.steps.progress import advance
    from swschema.exchange.steps.rounds import resubmit
    from swschema.exchange.templates.template import write_template
    from swschema.exchange.templates.workbook import write_workbook_template
    from swschema.exchange.views.view import make_view

__all__ = [
    "AttachedFiles",
    "Certificate",
    "Change",
    "Comparison",
    "Decision",
    "Derivation",
    "DerivedValue",
    "Event",
    "FileDescription",
    "FileFacts",
    "FolderOutbox",
    "Header",
    "KeyPair",
    "Origins",
    "Outbox",
    "PackageContent",
    "PackageLimits",
    "PackedBag",
    "PackedFile",
    "Party",
    "ReceiptMatch",
    "Receiver",
    "Reception",
    "RecipientKey",
    "Rejection",
    "RequiredMaterial",
    "SigningKey",
    "Trust",
    "UnpackedBag",
    "Verification",
    "add_event",
    "advance",
    "attach_files",
    "check_message",
    "compare_records",
    "count_origins",
    "decide",
    "derive_interview",
    "derive_materials",
    "find_content",
    "find_party",
    "generate_key",
    "list_required_materials",
    "make_papers",
    "make_receipt",
    "make_trust",
    "make_view",
    "match_receipts",
    "measure_bytes",
    "measure_file",
    "measure_folder",
    "new_registration",
    "open_outbox",
    "order",
    "read_certificate",
    "read_decryption_key",
    "read_map",
    "read_package",
    "read_parties",
    "read_recipient",
    "read_signing_key",
    "read_trust",
    "receive",
    "refill_registration",
    "render_html",
    "render_text",
    "resubmit",
    "set_facts",
    "sign_message",
    "sign_record",
    "unpack_package",
    "unwrap",
    "verify_message",
    "verify_record",
    "wrap",
    "write_package",
    "write_template",
    "write_workbook_template",
]

if not TYPE_CHECKING:  # or else type checkers would take any name
    __getattr__ = load_lazily(
        __name__,
        {
            "exchange.attachments.entries": ("AttachedFiles", "attach_files"),
            "exchange.attachments.entry": ("FileDescription",),
            "exchange.attachments.file_facts": ("FileFacts", "measure_bytes", "measure_file"),
            "exchange.attachments.file_map": ("read_map",),
            "exchange.attachments.folder": ("measure_folder",),
            "exchange.comparison.changes": ("Change", "Comparison", "compare_records"),
            "exchange.comparison.html": ("render_html",),
            "exchange.comparison.text": ("render_text",),
            "exchange.derivation.drafts": (
                "Derivation",
                "derive_interview",
                "derive_materials",
                "new_registration",
                "refill_registration",
            ),
            "exchange.derivation.facts": ("set_facts",),
            "exchange.derivation.origins": ("Origins", "count_origins"),
            "exchange.derivation.table": ("DerivedValue",),
            "exchange.messages.envelope": ("Header", "check_message", "unwrap", "wrap"),
            "exchange.messages.inbox": ("Outbox", "Receiver", "Reception", "receive"),
            "exchange.messages.outbox": ("FolderOutbox", "open_outbox"),
            "exchange.messages.party": ("Party", "find_party", "read_parties"),
            "exchange.messages.receipt_match": ("ReceiptMatch", "match_receipts"),
            "exchange.messages.receipts": ("Rejection", "make_receipt"),
            "exchange.packages.archive": ("PackageLimits",),
            "exchange.packages.content": ("PackageContent", "PackedFile", "find_content"),
            "exchange.packages.content_key": (
                "RecipientKey",
                "read_decryption_key",
                "read_recipient",
            ),
            "exchange.packages.folder": ("unpack_package",),
            "exchange.packages.reader": ("UnpackedBag", "read_package"),
            "exchange.packages.writer": ("PackedBag", "write_package"),
            "exchange.papers.make": ("make_papers",),
            "exchange.required_materials": ("RequiredMaterial", "list_required_materials"),
            "exchange.signatures.certificates": ("Certificate", "read_certificate"),
            "exchange.signatures.keys": (
                "KeyPair",
                "SigningKey",
                "generate_key",
                "read_signing_key",
            ),
            "exchange.signatures.message_signature": (
                "Verification",
                "sign_message",
                "verify_message",
            ),
            "exchange.signatures.record_signature": ("sign_record", "verify_record"),
            "exchange.signatures.trust": ("Trust", "make_trust", "read_trust"),
            "exchange.steps.decisions": ("Decision", "decide"),
            "exchange.steps.events": ("Event", "add_event", "order"),
            "exchange.steps.progress": ("advance",),
            "exchange.steps.rounds": ("resubmit",),
            "exchange.templates.template": ("write_template",),
            "exchange.templates.workbook": ("write_workbook_template",),
            "exchange.views.view": ("make_view",),
        },
    )


def __dir__() -> list[str]:
    """Return all names, those too that are not loaded yet."""
    return sorted({*globals(), *__all__})
