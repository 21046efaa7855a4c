"""The operator's password: who knows it gets a desk, and nobody else, however often they try."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.adding.gate import IDLE_SECONDS, LONGEST_WAIT, MOST_DESKS, Gate, TooSoon

PASSWORD = "a long password 密码"


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


class EmptyDesk:
    def __init__(self) -> None:
        self.busy = False
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(clock: Clock) -> Gate:
    return Gate(PASSWORD, EmptyDesk, clock)  # type: ignore[arg-type]


def test_the_password_opens_a_desk_of_its_own(gate: Gate):
    first, second = gate.enter(PASSWORD), gate.enter(PASSWORD)
    assert gate.desk(first) is not gate.desk(second)
    assert gate.desk(first) is gate.desk(first)


@pytest.mark.parametrize("token", [None, "", 3, [], {}, "x" * 43, PASSWORD, "\ud800"])
def test_nothing_but_a_token_finds_a_desk(gate: Gate, token: object):
    gate.enter(PASSWORD)
    assert gate.desk(token) is None


@pytest.mark.parametrize("password", ["", PASSWORD[:-1], PASSWORD + " ", PASSWORD.upper(), "\ud800"])
def test_another_password_opens_nothing(gate: Gate, password: str):
    assert gate.enter(password) is None


def test_attempts_are_slowed_down_more_and_more_and_the_right_password_waits_too(gate: Gate, clock: Clock):
    waits = []
    for _ in range(9):
        assert gate.enter("wrong password") is None
        with pytest.raises(TooSoon) as soon:
            gate.enter(PASSWORD)
        waits.append(soon.value.seconds)
        clock.now += soon.value.seconds
    assert waits == [1, 2, 4, 8, 16, 32, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]
    assert gate.enter(PASSWORD)
    assert gate.enter("wrong password") is None
    with pytest.raises(TooSoon) as soon:
        gate.enter(PASSWORD)
    assert soon.value.seconds == 1


def test_who_is_in_is_not_put_out_by_others_attempts(gate: Gate):
    token = gate.enter(PASSWORD)
    gate.enter("wrong password")
    assert gate.desk(token)


def test_a_token_ends_with_leaving_and_with_idleness(gate: Gate, clock: Clock):
    left, idle, busy = gate.enter(PASSWORD), gate.enter(PASSWORD), gate.enter(PASSWORD)
    desks = [gate.desk(each) for each in (left, idle, busy)]
    desks[2].busy = True
    gate.leave(left)
    clock.now += IDLE_SECONDS + 1
    assert [gate.desk(each) for each in (left, idle, busy)] == [None, None, desks[2]]
    assert [each.closed for each in desks] == [True, True, False]


def test_a_desk_more_than_there_may_be_takes_the_place_of_the_one_unused_longest(gate: Gate, clock: Clock):
    tokens = []
    for _ in range(MOST_DESKS):
        clock.now += 1
        tokens.append(gate.enter(PASSWORD))
    clock.now += 1
    gate.desk(tokens[0])
    gate.enter(PASSWORD)
    assert [gate.desk(each) is None for each in tokens] == [False, True, *[False] * (MOST_DESKS - 2)]
