"""The lessons of a tutorial, as lines: what is taught, and what has to be typed to go on."""

from __future__ import annotations

from game.archive.lessons import Course, read_wait
from game.plain.menu import Menu, Order
from game.plain.situation import list_gauges
from game.plain.voice import plain_prose


def say_lesson(menu: Menu, course: Course) -> list[str]:
    """Return the text of the current lesson and what it waits for; nothing without one."""
    if course.current is None:
        return []
    title = [course.current.title] if course.current.title else []
    text = menu.game.standpoint.write(course.current.text)
    return [*title, *plain_prose(text), say_wait(menu, course)]


def say_wait(menu: Menu, course: Course) -> str:
    """Return what has to be typed to go on from the current lesson."""
    if course.current is None:
        return "There is no lesson now."
    kind, name = read_wait(course.current)
    if course.ready:
        done = "" if kind == "continue" else "You have done it already. "
        return f"{done}To go on: type next."
    if kind == "order":
        first = " Take another order out of the plan first." if course.hindered else ""
        return f"To go on: order {_name_order(menu, name)}.{first}"
    if kind == "answer":
        return f"To go on: answer {_name_answers(menu, name)}."
    if kind == "causes":
        gauge = next(iter(list_gauges(menu.game)), "NAME")
        return f"To go on: ask for the causes of a gauge, such as why {gauge}."
    return "To go on: commit, when the plan is as you want it."


def _name_order(menu: Menu, name: str) -> str:
    """Return what an order is called, and its number."""
    orders = (each for each in menu.entries if isinstance(each, Order))
    found = next((order for order in orders if order.action.id == name), None)
    return f"{found.action.label or name} ({found.key})" if found else name


def _name_answers(menu: Menu, name: str) -> str:
    """Return what a dispatch is called, and the letters of its answers."""
    answers = [answer for answer in menu.answers if answer.event.id == name]
    if not answers:
        return name
    letters = " or ".join(answer.key for answer in answers if answer.open)
    return f"{answers[0].event.label or name} ({letters})"
