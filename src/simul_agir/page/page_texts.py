"""The catalogue texts that a page receives, by language."""

from simul_agir.locale import LANGUAGES, words

TEXT_GROUPS = (
    "page",
    "page_fault",
    "stance",
    "stance_says",
    "stage",
    "criterion",
    "mechanism",
    "holds_back",
    "outcome",
    "domain",
    "family",
    "profile_outcome",
)


def page_texts(lang: str, groups: tuple[str, ...] = TEXT_GROUPS) -> dict[str, str]:
    """The texts of these groups of the catalogue, by key. ValueError for an unknown language."""
    return {key: text for key, text in words(lang).catalogue.items() if key.partition(".")[0] in groups}


__all__ = ["LANGUAGES", "TEXT_GROUPS", "page_texts"]
