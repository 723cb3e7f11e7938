"""Why a file cannot be read, as a code with a sentence in `locales/*/doubts.ftl`."""


class Unreadable(Exception):
    """The file is no roadmap we can read; `code` names why.

    Codes: empty_file, too_large, encrypted, scanned, legacy_doc, legacy_xls, damaged,
    unknown_format, not_a_roadmap, bomb, too_hard.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
