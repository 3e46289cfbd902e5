"""`swschema message`."""

from __future__ import annotations

import click

from swschema.cli import key_files, options
from swschema.cli.collisions import refuse_overwriting
from swschema.cli.inputs import read_file
from swschema.cli.moments import MOMENT
from swschema.cli.records import RecordOutput, exit_if_refused, read_record, record_output
from swschema.cli.verification import print_verification
from swschema.i18n import use_language
from swschema.limits import Limits
from swschema.problems import Language


@click.group("message", short_help="Put a record into a message, sign it and verify it.")
def command() -> None:
    """Put a record into a message, sign the message, and verify that of somebody else.

    \b
    swschema message wrap r.json --from ENTERPRISE --to SINGLE_WINDOW --parties p.toml -o m.json
    swschema message sign m.json --key key.pem --cert cert.pem -o signed.json
    swschema message verify signed.json --trust certs/
    swschema message unwrap signed.json -o record.json
    """


@command.command("wrap", short_help="Put a record into a message.")
@click.argument("path", metavar="RECORD")
@click.option("--from", "sender", metavar="PARTY", required=True, help="Who declares the record.")
@click.option("--to", "receiver", metavar="PARTY", required=True, help="Who receives the message.")
@click.option("--via", metavar="PARTY", help="Whose system transmits it, if not the sender's.")
@click.option("--parties", metavar="FILE", help="Codes and names of parties, as TOML or JSON.")
@click.option("--from-code", metavar="CODE", help="The sender's code.")
@click.option("--from-name", metavar="NAME", help="The sender's name.")
@click.option("--to-code", metavar="CODE", help="The receiver's code.")
@click.option("--to-name", metavar="NAME", help="The receiver's name.")
@click.option(
    "--action",
    type=click.Choice(["NEW", "CHANGE", "DELETE"]),
    default="NEW",
    show_default=True,
    help="What the message does with the record.",
)
@click.option("--supersedes", metavar="UUID", help="The message that it changes or deletes.")
@click.option(
    "--status",
    "declaration",
    type=click.Choice(["STORED", "DECLARED"]),
    help="By default a draft is stored, and a record declared.",
)
@click.option(
    "--destination",
    type=click.Choice(["CUS", "CIQ", "BOTH", "NONE"]),
    help="The authorities to which it goes; by default those that the record concerns.",
)
@click.option("--message-id", metavar="UUID", help="The message's identifier; by default new.")
@click.option("--sent-at", metavar="DATETIME", type=MOMENT, help="By default now.")
@click.option("--application-no", metavar="TEXT", help="By default the one in the record.")
@click.option("--correlation-id", metavar="UUID", help="The first message of the exchange.")
@click.option("--note", metavar="TEXT", help="Other information for the receiver.")
@record_output("--syntax")
@options.limits
@options.language
def wrap_command(
    path: str,
    sender: str,
    receiver: str,
    via: str | None,
    parties: str | None,
    from_code: str | None,
    from_name: str | None,
    to_code: str | None,
    to_name: str | None,
    target: RecordOutput,
    limits: Limits,
    language: Language,
    **header: str | None,
) -> None:
    """Put a record, a draft or a dossier into a message, which is not signed yet.

    RECORD is a file in JSON or XML, or - for the standard input. PARTY is ENTERPRISE, AGENT,
    SINGLE_WINDOW, NATIONAL_INSPECTION, CUSTOMS, UNIFIED_CUSTOMS, or a name in the file of parties.
    Code and name of the enterprise and its agent come from the record, and so do the codes of
    inspection and customs from a registration. What the record does not state comes from the
    options or the file, which has a table for each party:

    \b
    [SINGLE_WINDOW]
    code = "HZSW3301"
    name = "中国（杭州）跨境电子商务综合试验区单一窗口"

    \b
    swschema message wrap r.xml --from ENTERPRISE --to SINGLE_WINDOW --parties parties.toml
    swschema message wrap r.json --from AGENT --to SINGLE_WINDOW --parties parties.toml \\
        --action CHANGE --supersedes C71877B6-385E-50F3-9210-870242AFC09E

    With --message-id and --sent-at, the same record gives the same message. The message is checked
    against the schema and all rules. Exit status: 0 success, 1 the message would be invalid, or
    something is not known, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.messages.envelope import Header, check_message, wrap
    from swschema.exchange.messages.party import Party, find_party, read_parties

    refuse_overwriting([path], [target.path])
    with use_language(language), exit_if_refused():
        read = read_record(path, limits, language)
        known = read_parties(read_file(parties, key_files.LARGEST), parties) if parties else {}

        def named(role: str, code: str | None = None, name: str | None = None) -> Party:
            return find_party(role, read.value, known).replaced(code, name)

        message = wrap(
            read.value,
            named(sender, from_code, from_name),
            named(receiver, to_code, to_name),
            header=Header(**{key: value for key, value in header.items() if value is not None}),
            transmitter=None if via is None else named(via),
        )
        check_message(message, name=read.name, language=language)
        target.write(message, read.syntax)


@command.command("unwrap", short_help="Take the record out of a message.")
@click.argument("path", metavar="MESSAGE")
@record_output()
@options.limits
@options.language
def unwrap_command(
    path: str,
    target: RecordOutput,
    limits: Limits,
    language: Language,
) -> None:
    """Take the record out of a message.

    MESSAGE is a file in JSON or XML, or - for the standard input. Its signature is not verified:
    see swschema message verify.

    \b
    swschema message unwrap message.xml -o registration.json

    Exit status: 0 success, 1 it is no valid message, or carries a receipt, 2 incorrect usage or an
    unreadable path.
    """
    from swschema.exchange.messages.envelope import unwrap

    refuse_overwriting([path], [target.path])
    with use_language(language), exit_if_refused():
        read = read_record(path, limits, language, "message")
        record = unwrap(read.value)
        target.write(record, read.syntax)


@command.command("sign", short_help="Sign a message.")
@click.argument("path", metavar="MESSAGE")
@key_files.key
@key_files.certificate
@key_files.key_id
@click.option("--signed-at", metavar="DATETIME", type=MOMENT, help="By default now.")
@click.option("--replace", is_flag=True, help="Replace a signature that the message has.")
@record_output()
@options.limits
@options.language
def sign_command(
    path: str,
    key_file: str,
    certificate_file: str | None,
    key_id: str | None,
    signed_at: str | None,
    replace: bool,
    target: RecordOutput,
    limits: Limits,
    language: Language,
) -> None:
    """Sign a message as its sender.

    MESSAGE is a file in JSON or XML, or - for the standard input. The signature is of the whole
    message: its record, action, parties and times. It holds for JSON and XML alike, whatever the
    white space and the order of members. A message is sent after it is signed: if it states an
    earlier time, that becomes the time of the signature.

    \b
    swschema message sign message.json --key key.pem --cert cert.pem -o signed.json

    The message is checked against the schema and all rules. Exit status: 0 success, 1 the message
    is invalid or signed already, 2 incorrect usage, an unreadable path or an unusable key.
    """
    from swschema.exchange.messages.envelope import check_message
    from swschema.exchange.signatures.message_signature import sign_message

    refuse_overwriting(
        [key_file], [target.path]
    )  # a message may be signed in its place, by --force
    with use_language(language), exit_if_refused():
        read = read_record(path, limits, language, "message")
        key = key_files.read_key(key_file, certificate_file, key_id)
        signed = sign_message(read.value, key, signed_at=signed_at, replace=replace)
        check_message(signed, name=read.name, language=language)
        target.write(signed, read.syntax)


@command.command("verify", short_help="Verify the signature of a message.")
@click.argument("path", metavar="MESSAGE")
@key_files.trust
@key_files.issuer
@click.option("--receiver", metavar="CODE", help="Refuse a message that is for another receiver.")
@click.option(
    "--at", metavar="DATETIME", type=MOMENT, help="Verify as at this time; by default now."
)
@options.limits
@options.language
def verify_command(
    path: str,
    trusted: str,
    issuer: str | None,
    receiver: str | None,
    at: str | None,
    limits: Limits,
    language: Language,
) -> None:
    """Verify that the sender of a message has signed it as it is.

    MESSAGE is a file in JSON or XML, or - for the standard input. The certificate must be among
    the trusted ones, be the sender's and have been valid when the message was signed. It is the
    sender's if its subject has the sender's code (as organization identifier, serial number or
    common name), or if its file or folder is named by that code. What is not checked is listed.

    \b
    swschema message verify signed.xml --trust certs/ --receiver HZSW3301

    The record is not checked against the rules: see swschema validate. Exit status: 0 the signature
    holds, 1 it does not, or it is no valid message, 2 incorrect usage or an unreadable path.
    """
    from swschema.exchange.signatures.message_signature import verify_message

    with use_language(language), exit_if_refused():
        read = read_record(path, limits, language, "message")
        trust = key_files.read_trusted(trusted, issuer)
        found = verify_message(read.value, trust, receiver=receiver, at=at, name=read.name)
        print_verification(read.name, found)
