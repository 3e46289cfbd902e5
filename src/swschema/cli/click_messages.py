"""What click says of wrong calls, in the language of messages.

click takes its messages from the catalogue of the program, which gettext finds by the language of
the environment. So there is a catalogue for click beside that of swschema.
"""

from __future__ import annotations

import gettext
import os

from swschema.i18n import CATALOGUES
from swschema.problems import Language

DOMAIN = "click"


def install_catalogue(language: Language) -> None:
    """Have click speak a language in this process, which is that of a command."""
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    choose_language(language)


def choose_language(language: Language) -> None:
    """Have click speak another language, if it has a catalogue at all."""
    if gettext.textdomain() == DOMAIN:
        os.environ["LANGUAGE"] = language.replace("-", "_")
