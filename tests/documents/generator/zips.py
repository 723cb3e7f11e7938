"""Office files without the hour at which they were written."""

import io
import re
import zipfile

STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
THEN = (2020, 1, 1, 0, 0, 0)


def unchanging(content: bytes) -> bytes:
    """The same archive with one fixed time everywhere."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = STAMP.sub(rb"\g<1>2020-01-01T00:00:00Z\g<3>", body)
            new.writestr(zipfile.ZipInfo(name, THEN), body)
    return stream.getvalue()
