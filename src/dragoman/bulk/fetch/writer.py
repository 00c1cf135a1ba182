"""WARC files (ISO 28500): what was seen, and when."""

from __future__ import annotations

import gzip
import io
import uuid
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import WarcRecord, WarcRecordType

from dragoman.bulk.fetch.clock import Clock
from dragoman.bulk.fetch.connection import Received

Fields = dict[str, str]


class Writer:
    """Writes answers to one new file of a folder, made when there is a first one."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._stream: BinaryIO | None = None
        self.path: Path | None = None

    def write(self, received: Received) -> None:
        """Append an answer; WARC-Date is the moment of its retrieval.

        Raises:
            OSError: the folder cannot be written.
        """
        moment = self._clock.now()
        block = received.block()
        fields = {
            "WARC-Target-URI": received.address,
            "Content-Type": "application/http; msgtype=response",
        }
        if received.number:
            fields["WARC-IP-Address"] = received.number
        record = _record(WarcRecordType.response, moment, fields, block)
        # One gzip member a record, as the standard advises, and on disk before the next request:
        # what a stopped run leaves is whole up to its last member.
        stream = self._stream or self._open(moment)
        stream.write(record)
        stream.flush()

    def _open(self, moment: datetime) -> BinaryIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = f"pages-{moment:%Y%m%dT%H%M%SZ}"
        count = 0
        while True:
            path = self._folder / f"{stem}{f'-{count}' if count else ''}.warc.gz"
            try:
                stream = path.open("xb")
                break
            except FileExistsError:
                count += 1
        about = f"software: dragoman/{version('dragoman')}\r\nformat: WARC File Format 1.1\r\n"
        fields = {"Content-Type": "application/warc-fields", "WARC-Filename": path.name}
        told = f"{about}robots: obey\r\n".encode()
        stream.write(_record(WarcRecordType.warcinfo, moment, fields, told))
        self._stream, self.path = stream, path
        return stream

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _record(kind: WarcRecordType, moment: datetime, fields: Fields, block: bytes) -> bytes:
    """One record, packed. Its id comes from its content, so that a run can be repeated."""
    date = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    told = f"{kind} {date} {sorted(fields.items())} ".encode() + block
    record = WarcRecord()
    record.init_headers(
        record_type=kind, record_urn=f"uuid:{uuid.uuid5(NAMES, told.hex())}".encode()
    )
    record.headers["WARC-Date"] = date
    for name, value in fields.items():
        record.headers[name] = value
    record.set_bytes_content(block)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return gzip.compress(out.getvalue(), mtime=0)


NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "dragoman:warc-record")
