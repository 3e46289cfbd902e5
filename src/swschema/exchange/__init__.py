"""Records that enterprises, their agents and the authorities exchange: made, sent and received.

What a record already holds is not typed again. Everything here works on records as JSON has them,
in memory; nothing reads or writes a file unless it says so.
"""

from typing import TYPE_CHECKING

from swschema.lazy_names import load_lazily

if TYPE_CHECKING:
    from swschema.exchange.attachment_entries import AttachedFiles, attach_files
    from swschema.exchange.attachment_entry import FileDescription
    from swschema.exchange.attachment_folder import measure_folder
    from swschema.exchange.certificates import Certificate, read_certificate
    from swschema.exchange.comparison import Change, Comparison, compare_records
    from swschema.exchange.comparison_html import render_html
    from swschema.exchange.comparison_text import render_text
    from swschema.exchange.decisions import Decision, decide
    from swschema.exchange.derivation import DerivedValue
    from swschema.exchange.drafts import (
        Derivation,
        derive_interview,
        derive_materials,
        new_registration,
        refill_registration,
    )
    from swschema.exchange.envelope import Header, check_message, unwrap, wrap
    from swschema.exchange.events import Event, add_event, order
    from swschema.exchange.facts import set_facts
    from swschema.exchange.file_facts import FileFacts, measure_bytes, measure_file
    from swschema.exchange.file_map import read_map
    from swschema.exchange.inbox import Outbox, Receiver, Reception, receive
    from swschema.exchange.keys import KeyPair, SigningKey, generate_key, read_signing_key
    from swschema.exchange.origins import Origins, count_origins
    from swschema.exchange.outbox import FolderOutbox, open_outbox
    from swschema.exchange.package_archive import PackageLimits
    from swschema.exchange.package_content import PackageContent, PackedFile, find_content
    from swschema.exchange.package_folder import unpack_package
    from swschema.exchange.package_reader import UnpackedBag, read_package
    from swschema.exchange.package_writer import PackedBag, write_package
    from swschema.exchange.papers.make import make_papers
    from swschema.exchange.party import Party, find_party, read_parties
    from swschema.exchange.progress import advance
    from swschema.exchange.receipt_match import ReceiptMatch, match_receipts
    from swschema.exchange.receipts import Rejection, make_receipt
    from swschema.exchange.record_signature import sign_record, verify_record
    from swschema.exchange.rounds import resubmit
    from swschema.exchange.signature import Verification, sign_message, verify_message
    from swschema.exchange.template import write_template
    from swschema.exchange.trust import Trust, make_trust, read_trust
    from swschema.exchange.views import make_view

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
    "Rejection",
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
    "read_map",
    "read_package",
    "read_parties",
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
]

if not TYPE_CHECKING:  # or else type checkers would take any name
    __getattr__ = load_lazily(
        __name__,
        {
            "exchange.attachment_entries": ("AttachedFiles", "attach_files"),
            "exchange.attachment_entry": ("FileDescription",),
            "exchange.attachment_folder": ("measure_folder",),
            "exchange.certificates": ("Certificate", "read_certificate"),
            "exchange.comparison": ("Change", "Comparison", "compare_records"),
            "exchange.comparison_html": ("render_html",),
            "exchange.comparison_text": ("render_text",),
            "exchange.decisions": ("Decision", "decide"),
            "exchange.derivation": ("DerivedValue",),
            "exchange.drafts": (
                "Derivation",
                "derive_interview",
                "derive_materials",
                "new_registration",
                "refill_registration",
            ),
            "exchange.envelope": ("Header", "check_message", "unwrap", "wrap"),
            "exchange.events": ("Event", "add_event", "order"),
            "exchange.facts": ("set_facts",),
            "exchange.file_facts": ("FileFacts", "measure_bytes", "measure_file"),
            "exchange.file_map": ("read_map",),
            "exchange.inbox": ("Outbox", "Receiver", "Reception", "receive"),
            "exchange.keys": ("KeyPair", "SigningKey", "generate_key", "read_signing_key"),
            "exchange.origins": ("Origins", "count_origins"),
            "exchange.outbox": ("FolderOutbox", "open_outbox"),
            "exchange.package_archive": ("PackageLimits",),
            "exchange.package_content": ("PackageContent", "PackedFile", "find_content"),
            "exchange.package_folder": ("unpack_package",),
            "exchange.package_reader": ("UnpackedBag", "read_package"),
            "exchange.package_writer": ("PackedBag", "write_package"),
            "exchange.papers.make": ("make_papers",),
            "exchange.party": ("Party", "find_party", "read_parties"),
            "exchange.progress": ("advance",),
            "exchange.receipt_match": ("ReceiptMatch", "match_receipts"),
            "exchange.receipts": ("Rejection", "make_receipt"),
            "exchange.record_signature": ("sign_record", "verify_record"),
            "exchange.rounds": ("resubmit",),
            "exchange.signature": ("Verification", "sign_message", "verify_message"),
            "exchange.template": ("write_template",),
            "exchange.trust": ("Trust", "make_trust", "read_trust"),
            "exchange.views": ("make_view",),
        },
    )


def __dir__() -> list[str]:
    """Return all names, those too that are not loaded yet."""
    return sorted({*globals(), *__all__})
