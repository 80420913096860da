"""Errors with a text in either language."""

from __future__ import annotations

import errno

from simul_agir.locale.words import words

_REFUSALS = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "not_a_folder",
    errno.EISDIR: "a_folder",
    errno.EEXIST: "taken",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENAMETOOLONG: "long",
    errno.EIO: "failing",
}


class LocalisedError(Exception):
    """An error whose text stands in the catalogue under `group` and `key`; its own message is the English.

    A field that is such an error itself is given in the same language.
    """

    group = "usage"
    faulty_request = True

    def __init__(self, key: str, **fields: object) -> None:
        self.key = key
        self.fields = fields
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The error in words."""
        spoken = {
            name: field.text(lang) if isinstance(field, LocalisedError) else field
            for name, field in self.fields.items()
        }
        return words(lang)(f"{self.group}.{self.key}", **spoken)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _remade, (type(self), self.key, self.fields)


class RequestError(LocalisedError):
    """A request that cannot be met: seed, runs, threads, stances, months, figures. The text says what can."""

    group = "request"


class RefusalError(LocalisedError):
    """Why the operating system refused a file or a folder, in words where they are known, else in its own."""

    group = "system"

    @classmethod
    def of(cls, error: Exception) -> RefusalError:
        """The reason of an OSError, or of a ValueError for a name that no file can have."""
        number = getattr(error, "errno", None)
        key = _REFUSALS.get(number) if number is not None else None
        return cls(key) if key else cls("other", why=getattr(error, "strerror", None) or str(error))


def _remade(kind: type[LocalisedError], key: str, fields: dict[str, object]) -> LocalisedError:
    """An error that came through a pickle."""
    return kind(key, **fields)
