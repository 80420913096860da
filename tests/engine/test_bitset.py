"""Sets of domains and windows of months, packed into words."""

from hypothesis import given
from hypothesis import strategies as some

from territories import plain

WORDS = some.integers(0, 2**64 - 1)


@given(WORDS)
def test_the_size_of_a_set_is_the_number_of_its_bits(word: int) -> None:
    assert plain().bitset.size(word) == word.bit_count()


@given(WORDS, some.integers(0, 63))
def test_a_set_holds_a_domain_when_its_bit_is_set(word: int, domain: int) -> None:
    assert plain().bitset.holds(word, domain) == bool(word >> domain & 1)
    assert plain().bitset.holds(plain().bitset.bit(domain), domain)


def test_a_mark_is_forgotten_after_twelve_months() -> None:
    bits = plain().bitset
    window = bits.mark(0)
    sizes = []
    for _ in range(13):
        sizes.append(bits.size(window))
        window = bits.next_month(window)
    assert sizes == [1] * 12 + [0]


@given(some.lists(some.integers(0, 35), min_size=1, max_size=30))
def test_a_window_of_counts_holds_the_last_twelve_months_of_at_most_31_each(months: list[int]) -> None:
    bits, window = plain().bitset, 0
    for count in months:
        window = bits.next_month_of_counts(window)
        for _ in range(count):
            window = bits.add_one(window)
    assert bits.total(window) == sum(min(31, count) for count in months[-12:])
