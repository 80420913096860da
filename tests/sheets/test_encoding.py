import pytest

from simul_agir.sheets.book import Unreadable
from simul_agir.sheets.encoding import decode

FRENCH = "id;nom;budget (€)\nmairie;Mairie d’Échirolles;1 250 €\ncaf;CAF de l'Isère, accès aux droits;0,6\n"
PLAIN = "id;nom\nécole;École élémentaire Jean Zay\nœuvre;Maison où l'on bâtit\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_french_is_recognised_in_every_encoding(encoding: str, ends: str) -> None:
    assert decode(FRENCH.replace("\n", ends).encode(encoding))[0] == FRENCH


@pytest.mark.parametrize("encoding", ["cp850", "cp437"])
def test_the_code_pages_of_dos_are_recognised(encoding: str) -> None:
    text = "id;nom\nmairie;Métropole de Besançon\ncaf;Pôle emploi, là où ça va\n"
    assert decode(text.encode(encoding))[0] == text


def test_bytes_that_are_no_words_in_any_code_page_are_refused_with_their_line() -> None:
    with pytest.raises(Unreadable) as refused:
        decode(b"id,name\na,\xe9\x81\x9d\xf8\xfe\n")
    assert (refused.value.rule, refused.value.line) == ("encoding", 2)


def test_utf_8_with_one_damaged_byte_is_not_taken_for_a_code_page() -> None:
    content = ("id,name\n" + "a,Métropole déjà là\n" * 9).encode().replace(b"\xc3\xa0", b"\xc3", 1)
    with pytest.raises(Unreadable):
        decode(content)


@pytest.mark.parametrize("content", [b"a\0b", b"id\x1b[31m", b"\xff\xfea", b"\xff\xfe\0\0a\0\0\0"])
def test_binary_content_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(content)


def test_an_encoding_may_be_asked_for() -> None:
    assert decode("Žižek".encode("cp1252"), "cp1252") == ("Žižek", "cp1252")
    with pytest.raises(Unreadable) as refused:
        decode(b"\xff", "utf-8")
    assert refused.value.rule == "encoding_asked"


@pytest.mark.parametrize(
    "word", ["Évry", "Noël", "Île-de-France", "ÉTÉ", "l’école", "n° 3", "Pôle emploi", "dû à", "(k€)"]
)
def test_windows_is_taken_for_windows_whatever_the_word(word: str) -> None:
    assert decode(f"id;name\na;{word}\n".encode("cp1252")) == (f"id;name\na;{word}\n", "cp1252")
