"""Where a person can read a provision: the page of its source, at the article where the page allows it."""

import re

from corpus.types import Provision


def address(provision: Provision) -> str:
    """The official page, ending in the article ("…#art_26") on EUR-Lex and wetten.overheid.nl."""
    page = provision.source.address.people
    article = re.match(r"art_([\w.]+?)(?:__|$)", provision.eid)
    if "eur-lex.europa.eu" in page:
        return f"{page}#{provision.eid.partition('__')[0]}"
    if article and "wetten.overheid.nl" in page:
        return f"{page}#Artikel{article[1]}"
    return page
