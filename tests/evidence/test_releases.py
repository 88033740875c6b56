"""Releases are kept by what they are and never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from watling.evidence.releases import keep


def test_bytes_are_kept_as_they_are_under_their_hash(tmp_path: Path) -> None:
    content = "\ufeffarea,value\r\nBedford,5\r\n".encode()
    sha256 = keep(content, tmp_path / "releases")
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert (tmp_path / "releases" / sha256).read_bytes() == content


def test_bytes_already_kept_are_left_alone(tmp_path: Path) -> None:
    sha256 = keep(b"area,value\n", tmp_path)
    before = (tmp_path / sha256).stat()
    assert keep(b"area,value\n", tmp_path) == sha256
    after = (tmp_path / sha256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [file.name for file in tmp_path.iterdir()] == [sha256]


def test_bytes_of_one_letter_more_are_another_release(tmp_path: Path) -> None:
    assert keep(b"area,value\n", tmp_path) != keep(b"area,values\n", tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_release_that_was_half_written_is_never_taken_for_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Path, content: bytes) -> int:
        with open(_self, "wb") as file:
            file.write(content[:3])
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="no space"):
        keep(b"area,value\n", tmp_path)
    monkeypatch.undo()
    sha256 = keep(b"area,value\n", tmp_path)
    assert (tmp_path / sha256).read_bytes() == b"area,value\n"
