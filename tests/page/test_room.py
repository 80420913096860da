"""A session: separate tokens, one vote a phone, no total of fewer than five, nothing early on the wall."""

from simul_agir.page.room import FEWEST, Room

CHOICES = ("residents", "mixed", "none_stands_out")


def phones(room: Room, count: int) -> list[str]:
    found = [room.join(room.word) for _ in range(count)]
    assert all(found)
    return [token for token in found if token]


def test_tokens_are_separate_and_of_their_role_only() -> None:
    room = Room()
    (phone,) = phones(room, 1)
    assert room.role_of("facilitator", room.tokens["facilitator"])
    assert not room.role_of("facilitator", room.tokens["wall"])
    assert not room.role_of("facilitator", phone)
    assert not room.role_of("wall", phone)
    assert not room.role_of("facilitator", "")


def test_only_the_word_lets_in() -> None:
    room = Room()
    assert room.join("not the word") is None
    assert room.join(f" {room.word.upper()} ") is not None


def test_a_phone_has_one_vote_which_it_may_change() -> None:
    room = Room()
    (phone,) = phones(room, 1)
    assert room.vote(phone, 0) == "closed"
    room.ask(CHOICES)
    assert room.vote(phone, 0) == "sent"
    assert room.vote(phone, 1) == "sent"
    assert room.ballot.totals() == [0, 1, 0]
    assert room.vote(phone, 9) == "unknown"
    room.ballot.open = False
    assert room.vote(phone, 0) == "closed"


def test_a_vote_kept_for_an_earlier_ballot_is_not_counted() -> None:
    room = Room()
    (phone,) = phones(room, 1)
    room.ask(CHOICES)
    earlier = room.ballot.number
    room.ask(CHOICES)
    assert room.vote(phone, 0, earlier) == "closed"
    assert room.vote(phone, 0, room.ballot.number) == "sent"


def test_a_phone_that_comes_back_sees_its_vote_and_its_answers_to_these_questions() -> None:
    room = Room()
    phone, other = phones(room, 2)
    room.ask(CHOICES)
    room.vote(phone, 1)
    room.asking = "before"
    room.answer(phone, "alone", 4)
    seen = room.seen_by("phone", phone)
    assert (seen["vote"]["mine"], seen["given"]) == (1, {"alone": 4})
    assert room.seen_by("phone", other)["given"] == {}
    room.asking = "after"
    assert room.seen_by("phone", phone)["given"] == {}
    assert (
        room.answer(phone, "alone", 2, "before") == "closed"
    )  # kept without a network, for questions that are over


def test_changes_of_mind_are_limited() -> None:
    room = Room()
    (phone,) = phones(room, 1)
    room.ask(CHOICES)
    said = [room.vote(phone, 0) for _ in range(30)]
    assert said[0] == "sent"
    assert said[-1] == "too_many"


def test_a_phone_of_yesterday_is_forgotten_with_its_vote() -> None:
    room = Room()
    (phone,) = phones(room, 1)
    room.ask(CHOICES)
    room.vote(phone, 0)
    room.phones[phone] -= 13 * 3600
    phones(room, 1)
    assert not room.role_of("phone", phone)
    assert room.ballot.totals() == [0, 0, 0]


def test_a_new_vote_deletes_the_one_before() -> None:
    room = Room()
    (phone,) = phones(room, 1)
    room.ask(CHOICES)
    room.vote(phone, 0)
    room.ask(CHOICES)
    assert room.ballot.totals() == [0, 0, 0]


def test_the_wall_and_phones_see_no_total_before_the_reveal() -> None:
    room = Room()
    tokens = phones(room, 6)
    room.ask(CHOICES)
    for token in tokens:
        room.vote(token, 0)
    room.curve = [(0, 0.2), (72, 2.5)]
    wall, phone = room.seen_by("wall"), room.seen_by("phone", tokens[0])
    assert wall["vote"]["received"] == 6
    assert "totals" not in wall["vote"]
    assert "curve" not in wall
    assert "totals" not in phone["vote"]
    assert phone["vote"]["mine"] == 0
    room.ballot.revealed = True
    assert room.seen_by("wall")["vote"]["totals"] == [6, 0, 0]
    assert "totals" not in room.seen_by("phone", tokens[0])["vote"]


def test_cards_counted_by_hand_are_added() -> None:
    room = Room()
    room.ask(CHOICES)
    assert room.count([9, 4, 2])
    assert not room.count([1])
    assert not room.count([-1, 0, 0])
    assert room.ballot.totals() == [9, 4, 2]


def test_no_kind_of_fewer_than_five_is_shown_nor_can_be_worked_out() -> None:
    room = Room()
    tokens = phones(room, 12)
    room.ask(CHOICES)
    for place, token in enumerate(tokens):
        room.kinds[token] = "resident" if place < 9 else "service"
        room.vote(token, place % 2)
    shown = room.ballot.by_kind(room.kinds)
    assert all(sum(totals) >= FEWEST for totals in shown.values())
    assert "service" not in shown
    assert set(shown) == {"other"}  # three services would be the rest of nine residents


def test_answers_of_fewer_than_five_are_not_shown() -> None:
    room = Room()
    tokens = phones(room, 5)
    assert room.answer(tokens[0], "alone", 3) == "closed"
    room.asking = "before"
    for token in tokens[:4]:
        room.answer(token, "alone", 3)
    assert room.answers_by_moment() == {}
    room.answer(tokens[4], "alone", 5)
    assert room.answers_by_moment()["before"]["alone"] == [0, 0, 4, 0, 1]
    assert room.answer(tokens[4], "alone", 6) == "unknown"


def test_a_dossier_is_told_only_totals_of_five_people() -> None:
    room = Room()
    room.ask(("residents", "none_stands_out"))
    room.count([3, 1])
    assert room.said() == {}
    room.count([3, 2])
    assert room.said() == {
        "votes": [{"choice": "residents", "votes": 3}, {"choice": "none_stands_out", "votes": 2}]
    }
