import pytest

from storage import LocalStore


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path / "files")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source"
    path.write_bytes(b"content")
    return path


@pytest.fixture
def keep(tmp_path):
    """Puts these bytes under a key of a store, or of a call's files."""

    def keep(files, key, content):
        path = tmp_path / "another source"
        path.write_bytes(content)
        files.put(key, path)
        path.unlink()

    return keep


@pytest.fixture
def lying(tmp_path):
    """Names of all files that the store has."""
    return lambda: sorted(path.name for path in (tmp_path / "files").rglob("*") if path.is_file())


@pytest.fixture
def content():
    """The bytes under a key of a store."""

    def read(files, key):
        with files.open(key) as file:
            return file.read()

    return read
