"""What is asked of a publisher, and what comes of it."""

from dataclasses import dataclass
from enum import StrEnum

TYPES = {
    "html": ("application/xhtml+xml", "text/html"),
    "xml": ("application/xml", "text/xml"),
    "pdf": ("application/pdf",),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A document at an address. `etag` and `modified` name the version of it that is here already."""

    address: str
    forms: tuple[str, ...]  # the endings that would do: keys of TYPES
    accept: str = ""  # empty: all types of these forms
    language: str = ""
    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What is wanted, as HTTP says it."""
        wanted = {
            "Accept": self.accept or ", ".join(kind for form in self.forms for kind in TYPES[form]),
            "Accept-Language": self.language,
        }
        return {name: value for name, value in wanted.items() if value}

    @property
    def conditions(self) -> dict[str, str]:
        """When there is no need to send it, as HTTP says it."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in conditions.items() if value}

    def form(self, media_type: str) -> str:
        """The form of that media type; empty where it is none of those that would do."""
        return next((form for form in self.forms if media_type in TYPES[form]), "")


@dataclass(frozen=True, slots=True)
class Download:
    """A whole document, with what its publisher calls this version of it."""

    content: bytes
    form: str
    etag: str
    modified: str


class Why(StrEnum):
    """Why there is no download."""

    UNCHANGED = "unchanged"  # the version that is here is the publisher's
    MISSING = "missing"  # the publisher does not have it, or not in this form
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NoDownload:
    """`detail` is a sentence for people."""

    why: Why
    detail: str
