"""How an answer is written on the channel between a parser process and the program: frames, and nothing else.

A frame is one letter, four bytes of length (big-endian), and its body. The letters are below. JSON bodies are of the
types of `protocol.Frame`; nothing is ever pickled. The caps hold on both sides: the writer splits or shortens, the
reader believes nothing and gives up at the first frame beyond a cap.
"""

import struct
from enum import Enum

import msgspec

from evidence_triage.sandbox.protocol import Frame, Request

HEADER = struct.Struct("!cI")
CHUNK_BYTES = 1 << 20
JSON_BYTES = 128 << 20
REQUEST_BYTES = 256 << 20


class Letter(bytes, Enum):
    """What a frame's body is."""

    REQUEST = b"R"
    JSON = b"J"
    BYTES = b"B"
    AGAIN = b"A"


_encoder = msgspec.json.Encoder()
_requests = msgspec.json.Decoder(Request)
_frames: msgspec.json.Decoder[Frame] = msgspec.json.Decoder(Frame)


def packed(letter: Letter, body: bytes = b"") -> bytes:
    """One frame as bytes."""
    return HEADER.pack(letter.value, len(body)) + body


def from_frame(frame: Frame) -> bytes:
    """A frame's JSON; half a surrogate pair (no Unicode text) becomes a question mark rather than an error."""
    try:
        return _encoder.encode(frame)
    except UnicodeEncodeError:
        return _encoder.encode(_whole(msgspec.to_builtins(frame)))


def to_frame(body: bytes) -> Frame:
    """The frame a body stands for.

    Raises:
        msgspec.MsgspecError: it stands for none.
    """
    return _frames.decode(body)


def from_request(request: Request) -> bytes:
    """A request's JSON."""
    return _encoder.encode(request)


def to_request(body: bytes) -> Request:
    """The request a body stands for."""
    return _requests.decode(body)


def _whole(value: object) -> object:
    """The value with every text in it made encodable."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, (list, tuple)):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(each) for key, each in value.items()}
    return value
