"""Verification of SM2 signatures with SM3, straight from GB/T 32918.2, section 7."""

from __future__ import annotations

import hashlib

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
SIGNER = b"1234567812345678"
Point = tuple[int, int] | None


def verify(signed: bytes, signature: bytes, public: tuple[int, int]) -> bool:
    """Return whether a signature (the halves r and s) is one of some bytes by a public key."""
    r, s = (int.from_bytes(each, "big") for each in (signature[:32], signature[32:]))
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t and len(signature) == 64):
        return False
    point = add(multiply(s, G), multiply(t, public))
    return point is not None and (digest(signed, public) + point[0]) % N == r


def digest(signed: bytes, public: tuple[int, int]) -> int:
    parts = b"".join(each.to_bytes(32, "big") for each in (A, B, *G, *public))
    identity = hashlib.new("sm3", (8 * len(SIGNER)).to_bytes(2, "big") + SIGNER + parts).digest()
    return int.from_bytes(hashlib.new("sm3", identity + signed).digest(), "big")


def add(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = (3 * one[0] ** 2 + A) * pow(2 * one[1], -1, P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P)
    x = (slope**2 - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def multiply(times: int, point: Point) -> Point:
    found: Point = None
    while times:
        if times & 1:
            found = add(found, point)
        point, times = add(point, point), times >> 1
    return found
