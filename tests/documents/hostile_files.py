"""Hostile files made by hand: PDFs that loop or are locked, sheets that lie about their size."""

import io
import zipfile

HEAD = "%PDF-1.4\n"


def zipped(entries: dict[str, bytes]) -> bytes:
    """An archive of these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def pdf(objects: list[str], trailer: str = "") -> bytes:
    """Numbered objects with a table of their places."""
    out, places = HEAD, []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start, size = len(out), len(objects) + 1
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF"
    return out.encode()


def many_pages(count: int) -> bytes:
    """A PDF of blank pages."""
    kids = " ".join(f"{at + 3} 0 R" for at in range(count))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", tree, *[page] * count])


def looped() -> bytes:
    """A tree of pages that is its own child, with a stream whose length is itself."""
    stream = "<< /Length 4 0 R >>\nstream\nBT ET\nendstream"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents [4 0 R 3 0 R] >>"
    tree = "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream])


def deep() -> bytes:
    """Arrays inside arrays without end."""
    page = f"<< /Type /Page /MediaBox {'[' * 20_000}0{']' * 20_000} >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] /Count 1 >>", page])


def locked() -> bytes:
    """A PDF under a password nobody has."""
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    return pdf(objects, f"{lock} /ID [<{'43' * 16}> <{'43' * 16}>]")


def with_actions() -> bytes:
    """A PDF that would start a program and a script."""
    action = "/OpenAction << /S /Launch /F (/bin/sh) /Next << /S /JavaScript /JS (app.alert) >> >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {action} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    return pdf(objects)


def sheet(rows: str) -> bytes:
    """A workbook of one sheet with these rows as XML."""
    base = "http://schemas.openxmlformats.org"
    main = f"{base}/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relation = f"{base}/officeDocument/2006/relationships"
    package = f"{base}/package/2006"
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{package}/content-types">'
                '<Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                f'<Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
                f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>'
                '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
                f'Type="{relation}/worksheet" Target="s.xml"/></Relationships>'
            ).encode(),
            "xl/s.xml": (
                f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}'
                "</sheetData></worksheet>"
            ).encode(),
        }
    )


def cells(number: int, *texts: str) -> str:
    """One row of a sheet's XML."""
    made = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{made}</row>'
