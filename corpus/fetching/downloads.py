"""One safe download: only from known hosts, through the organisation's own proxy and certificates, and tried again."""

import os
import ssl
import time
from pathlib import Path
from random import SystemRandom
from typing import Self

import httpx

from corpus.errors import CorpusError
from corpus.fetching.asking import Asked, Download, NoDownload
from corpus.fetching.hosts import Hosts
from corpus.fetching.part_file import PartFile
from corpus.fetching.receiving import Limits, Lost, receive

TRIES, REDIRECTS = 3, 5
SILENCE = 20.0  # seconds without a byte
NOBODY = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)  # asking again would cost time and help nobody
REDIRECTED = (301, 302, 303, 307, 308)
_RANDOM = SystemRandom()


class Downloads:
    """Asks for documents, one after the other; a host that fails to answer is left alone from then on.

    Raises CorpusError where the settings of the machine for its network cannot be used.
    """

    def __init__(self, hosts: Hosts, limits: Limits) -> None:
        self.hosts, self.limits = hosts, limits
        self.silent: set[str] = set()
        self.asking = ""  # the host that was asked last
        self.client = _client()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def get(self, asked: Asked, path: Path) -> Download | NoDownload:
        """The document. `path` is where what has come of it lies until it is whole."""
        end, tries = time.monotonic() + self.limits.most_seconds, 0
        while True:
            tries += 1
            try:
                return self._try(asked, PartFile(path), end)
            except Lost as lost:
                wait = 2 ** (tries - 1) * _RANDOM.uniform(0.5, 1.0) if lost.wait is None else lost.wait
                if not lost.again or tries == TRIES or time.monotonic() + wait >= end:
                    if lost.silent:
                        self.silent.add(self.asking)
                    return NoDownload(lost.why, str(lost))
            self.limits.sleep(wait)

    def _try(self, asked: Asked, part: PartFile, end: float) -> Download:
        try:
            return self._follow(asked, part, end)
        except httpx.TransportError as error:
            what = f"{asked.address} gave no answer ({str(error) or type(error).__name__})."
            raise Lost(what, again=not isinstance(error, NOBODY), silent=True) from error
        except httpx.InvalidURL as error:
            raise Lost(f"{asked.address} is not an address, or leads to what is none ({error}).") from error

    def _follow(self, asked: Asked, part: PartFile, end: float) -> Download:
        """Through redirects, by hand, so that no address is asked that may not be."""
        headers = {"Accept-Encoding": "gzip", **asked.headers}
        if begun := part.begun(asked.address):
            head, size = begun
            headers |= {"Range": f"bytes={size}-", "If-Range": head.version}
        else:
            headers |= asked.conditions
        url = httpx.URL(asked.address)
        for _ in range(REDIRECTS + 1):
            self._permit(url)
            timeout = max(0.1, min(SILENCE, end - time.monotonic()))
            with self.client.stream("GET", url, headers=headers, timeout=timeout) as answer:
                if answer.status_code not in REDIRECTED or "Location" not in answer.headers:
                    return receive(asked, answer, part, self.limits, end)
                url = url.join(answer.headers["Location"])
        raise Lost(f"{asked.address} leads to ever other addresses.")

    def _permit(self, url: httpx.URL) -> None:
        """Raises Lost where the address may not be asked."""
        self.asking = url.netloc.decode()
        if self.asking in self.silent:
            raise Lost(f"{self.asking} did not answer earlier in this run and was left alone.")
        try:
            refusal = self.hosts.refusal(str(url))
        except OSError as error:
            raise Lost(f"{url} gave no answer ({error}).", silent=True) from error
        if refusal:
            raise Lost(f"{url} {refusal}, so it was not asked.")


def _client() -> httpx.Client:
    """It takes the proxies from HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY."""
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    verify = _certificates(file or None, folder or None) if file or folder else True
    try:
        return httpx.Client(verify=verify, headers={"User-Agent": "Beleidswijzer"}, follow_redirects=False)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise CorpusError(
            f"The proxy of this machine cannot be used ({error}); mend HTTPS_PROXY or ALL_PROXY."
        ) from error


def _certificates(file: str | None, folder: str | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=file, capath=folder)
    except OSError as error:
        raise CorpusError(f"The certificates in {file} cannot be read ({error}); mend SSL_CERT_FILE.") from error
