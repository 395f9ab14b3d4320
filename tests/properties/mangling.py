"""Files that were whole: what a bad disk, a bad line or a bad mind can make of them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

HOSTILE = (
    b"<", b">", b"&", b"&#0;", b"&#xD800;", b"</", b"]]>", b"<!--", b"<![CDATA[", b"\x00", b"\xff\xfe", b"\xc3", b"|" * 9,
    b"**" * 5, b"[](" * 4, b"rowspan='99999999999'", b"colspan='x'", b"<td rowspan='-1'>", b"<table>" * 30, b"<p><div>",
    b"{" * 40, b"- " * 20, b"1" * 5000, b"IVXLC", "٣²½".encode(), b"\n---\n", b"<?x?>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
)  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn, content: bytes) -> bytes:
    """Up to four times: something cut out, doubled, put elsewhere, overwritten, or put in."""
    for _ in range(draw(st.integers(1, 4))):
        begin, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
        piece = draw(
            st.one_of(st.just(b""), st.sampled_from(HOSTILE), st.binary(max_size=20), st.just(content[begin:end]))
        )
        keeps = draw(st.booleans())
        content = content[:begin] + piece + content[begin if keeps else end :]
    return content


@st.composite
def repacked(draw: st.DrawFn, content: bytes) -> bytes:
    """An archive of which one file is mangled, and packed again as if nothing had happened."""
    with ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(files)))
    files[name] = draw(mangled(files[name]))
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for each, inside in files.items():
            archive.writestr(each, inside)
    return made.getvalue()
