"""Measure signing and verifying a message beside the bare operation, and print the table.

With --write, also put it between the markers in SIGNATURES.md. The bar: no more than 1.5 times the
bare operation, beside one digest of the message.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jws
from joserfc.jwk import import_key

from environment import environment
from swschema.exchange import (
    generate_key,
    make_trust,
    read_certificate,
    read_signing_key,
    sign_message,
    verify_message,
)
from swschema.exchange.moments import choose_moment, latest
from swschema.exchange.signatures.signed_content import (
    CanonicalMessage,
    decode,
    protected_header,
    signed_content,
    signing_input,
)
from swschema.rules.canonical import canonical
from timing import Run, Timing, timings

ROOT = Path(__file__).parents[1]
MESSAGE = ROOT / "samples/valid/message/new-registration.json"
PAGE = Path(__file__).parent / "SIGNATURES.md"
MARKERS = ("<!-- measured -->", "<!-- end -->")
BAR = 1.5
ROUNDS = 25
PEERS = ("digest", "bare", "joserfc", "swschema")
CODE, FROM = "91330108MA27DEM14W", "2018-01-01T00:00:00Z"
SIGNED_AT, AT = "2018-03-06T16:42:09.015+08:00", "2018-03-07T00:00:00Z"
LIBRARIES = ("swschema", "joserfc", "cryptography", "orjson")
PSS = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
KINDS: dict[str, Any] = {"ES256": "EC", "PS256": "RSA", "ED25519": "OKP"}
BARE: dict[str, tuple[Any, ...]] = {
    "ES256": (ec.ECDSA(hashes.SHA256()),),
    "PS256": (PSS, hashes.SHA256()),
    "ED25519": (),
}


def loop(action: Callable[[], object]) -> Run:
    """Return a run of an action in processor time, in which other processes take no part."""

    def run(times: int) -> float:
        start = process_time()
        for _ in range(times):
            action()
        return process_time() - start

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into SIGNATURES.md")
    write = parser.parse_args().write
    text = "\n".join(_measured())
    print(text)
    if write:
        begin, end = MARKERS
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(begin)[0], page.split(end)[1]
        PAGE.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _measured() -> Iterator[str]:
    size = len(json.dumps(json.loads(MESSAGE.read_bytes()), ensure_ascii=False).encode())
    yield environment(LIBRARIES, [])
    yield ""
    yield f"A typical message of {size / 1000:.1f} kB, µs:"
    yield ""
    yield "|  | digest | bare | joserfc | swschema | (swschema - digest) / bare | bar 1.5 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | :---: |"
    for algorithm in BARE:
        for what, found in _timed(algorithm).items():
            yield _row(f"{algorithm}, {what}", found)
    yield ""
    yield from _list_parts()


def _list_parts() -> Iterator[str]:
    """Yield where the time beside a digest and the bare operation goes, for ES256."""
    made = generate_key("ES256", CODE, valid_from=FROM)
    certificate = read_certificate(made.certificate)
    key = read_signing_key(made.key, certificate=certificate)
    signed = sign_message(json.loads(MESSAGE.read_bytes()), key, signed_at=SIGNED_AT, replace=True)
    signature, canonical_message = signed["signature"], CanonicalMessage.of(signed)
    header = protected_header(signature)
    content = canonical_message.content(signature, signed["sentAt"])
    data, value = signing_input(header, content), decode(signature["value"]) or b""
    trust = make_trust([("own.pem", made.certificate)])
    private: Any = load_pem_private_key(made.key, None)
    der = private.sign(data, *BARE["ES256"])

    def check() -> None:
        trust.find(signature["certificateSha256"], "", party=CODE, signed_at=signature["signedAt"])
        certificate.is_valid_at(signature["signedAt"])
        latest(signed["sentAt"], signature["signedAt"])
        choose_moment(AT)

    works: dict[str, Callable[[], object]] = {
        "canonical JSON of the record, and its digest": lambda: CanonicalMessage.of(signed),
        "envelope around it, and header": lambda: (
            protected_header(signature),
            canonical_message.content(signature, signed["sentAt"]),
        ),
        "Base64url of both": lambda: signing_input(header, content),
        "verifying by joserfc": lambda: certificate.key.verify(data, value),
        "verifying by cryptography alone": lambda: private.public_key().verify(
            der, data, *BARE["ES256"]
        ),
        "certificate, party and times": check,
    }
    found = timings({name: loop(each) for name, each in works.items()}, ROUNDS)
    yield "Of verifying by ES256, µs:"
    yield ""
    yield "| part | |"
    yield "| --- | ---: |"
    for name, timing in found.items():
        yield f"| {name} | {min(timing.readings) * 1e6:,.0f} |"


def _row(name: str, found: dict[str, Timing]) -> str:
    fastest = {each: min(timing.readings) for each, timing in found.items()}
    ratio = (fastest["swschema"] - fastest["digest"]) / fastest["bare"]
    cells = [f"{fastest[each] * 1e6:,.0f}" for each in PEERS]
    return f"| {' | '.join([name, *cells, f'{ratio:.2f}', 'met' if ratio <= BAR else 'missed'])} |"


def _timed(algorithm: str) -> dict[str, dict[str, Timing]]:
    made = generate_key(algorithm, CODE, valid_from=FROM)
    key = read_signing_key(made.key, certificate=read_certificate(made.certificate))
    message = json.loads(MESSAGE.read_bytes())
    trust = make_trust([("own.pem", made.certificate)])
    private: Any = load_pem_private_key(made.key, None)
    public = private.public_key()
    signed = sign_message(message, key, signed_at=SIGNED_AT, replace=True)
    data = signing_input(protected_header(signed["signature"]), signed_content(signed))
    value, options = private.sign(data, *BARE[algorithm]), BARE[algorithm]

    jwk: Any = import_key(made.key, KINDS[algorithm])
    header, content = json.loads(protected_header(signed["signature"])), signed_content(signed)
    alg = header["alg"]
    token = jws.serialize_compact(header, content, jwk, algorithms=[alg])

    def digest() -> str:
        return hashlib.sha256(canonical(message)).hexdigest()

    works: dict[str, dict[str, Callable[[], object]]] = {
        "sign": {
            "digest": digest,
            "bare": lambda: private.sign(data, *options),
            "joserfc": lambda: jws.serialize_compact(header, content, jwk, algorithms=[alg]),
            "swschema": lambda: sign_message(message, key, signed_at=SIGNED_AT, replace=True),
        },
        "verify": {
            "digest": digest,
            "bare": lambda: public.verify(value, data, *options),
            "joserfc": lambda: jws.deserialize_compact(token, jwk, algorithms=[alg]),
            "swschema": lambda: verify_message(signed, trust, receiver="HZSW3301", at=AT),
        },
    }
    return {
        what: timings({name: loop(each) for name, each in work.items()}, ROUNDS)
        for what, work in works.items()
    }


if __name__ == "__main__":
    main()
