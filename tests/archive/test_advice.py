"""What advisers say: orders for one reason, and to each question an answer with its own."""

from __future__ import annotations

from game.archive.advice import Saying, pick_sayings
from game.scenario.models.endings import Advice

LINES = (
    Advice(when="late", order=("sell", "wait"), why="Late."),
    Advice(order=("sell",), answer=("envoy.grant",), why="Sell."),
    Advice(answer=("envoy.refuse", "flood.mend"), why="Mend."),
    Advice(answer=("flood.pray",), why="Pray."),
    Advice(why="Rest."),
    Advice(order=("wait",), why="Never heard."),
)


def hear(*choices: str, late: bool = False) -> tuple[Saying, ...]:
    """Return what is said of these open choices."""
    return pick_sayings(LINES, frozenset(choices), lambda when: when is None or late)


def test_orders_come_from_the_first_line_that_holds_and_names_an_open_one() -> None:
    """What is closed is never recommended, and a line of closed orders is passed over."""
    assert hear("sell", "wait", late=True) == (Saying(("sell", "wait"), (), "Late."),)
    assert hear("wait", late=True) == (Saying(("wait",), (), "Late."),)
    assert hear("sell", "wait") == (Saying(("sell",), (), "Sell."),)


def test_each_question_is_answered_once_and_with_a_reason_of_its_own() -> None:
    """An answer may stand in a line below that of the orders; closed answers are passed over."""
    assert hear("sell", "envoy.grant", "envoy.refuse", "flood.mend", "flood.pray") == (
        Saying(("sell",), ("envoy.grant",), "Sell."),
        Saying((), ("flood.mend",), "Mend."),
    )
    assert hear("envoy.refuse", "flood.pray") == (
        Saying((), ("envoy.refuse",), "Mend."),
        Saying((), ("flood.pray",), "Pray."),
    )


def test_a_line_that_names_nothing_is_said_where_there_is_nothing_to_recommend() -> None:
    """It ends the list: what stands below is not heard."""
    assert hear("wait") == (Saying((), (), "Rest."),)
    assert hear("sell") == (Saying(("sell",), (), "Sell."),)
