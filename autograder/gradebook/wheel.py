"""The kit as a wheel, made from the kit that is running, so that students install the version that grades them.

Source: the Python Packaging User Guide, "Binary distribution format". Nothing is fetched and
nothing is built: the kit is pure Python, however it was installed.
"""

import base64
import hashlib
import io
import zipfile
from importlib import metadata
from pathlib import Path

import autograder

DISTRIBUTION = "multiprocessing-homework"
WHEEL = "Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
PACKAGE = Path(autograder.__file__).parent
# Any time will do, as long as it is the same: the same kit makes the same wheel.
TIME = (2020, 1, 1, 0, 0, 0)


def make_wheel() -> tuple[str, bytes]:
    """The wheel's file name and its bytes."""
    name = f"{DISTRIBUTION.replace('-', '_')}-{autograder.__version__}"
    information = f"{name}.dist-info"
    distribution = metadata.distribution(DISTRIBUTION)
    files = {
        f"{PACKAGE.name}/{path.relative_to(PACKAGE).as_posix()}": path.read_bytes()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    for file in ("METADATA", "entry_points.txt"):
        files[f"{information}/{file}"] = (distribution.read_text(file) or "").encode()
    files[f"{information}/WHEEL"] = WHEEL.encode()
    record = [f"{path},sha256={digest(data)},{len(data)}" for path, data in files.items()]
    files[f"{information}/RECORD"] = "\n".join([*record, f"{information}/RECORD,,", ""]).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return f"{name}-py3-none-any.whl", stream.getvalue()


def digest(data: bytes) -> str:
    """A file's hash as RECORD wants it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
