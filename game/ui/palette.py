"""What the palette offers on the desk: commands, orders, answers, causes; with why not now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape

from game.ui.commands import SEARCH
from game.ui.desk.asks import list_asks
from game.ui.desk.gauges import list_front, list_rest
from game.ui.desk.orders import list_orders
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.messages import AnswerChosen, CommandAsked, OrderToggled, ShowCauses, ShowEffects
from game.ui.screens.desk import DeskScreen


class Offer(NamedTuple):
    """A line of the palette."""

    title: str
    """What it does."""
    help: str
    """What more there is to know, or why it cannot be done now."""
    do: Callable[[], object]
    """Does it."""


class DeskCommands(Provider):
    """Everything that can be done on the desk."""

    async def discover(self) -> Hits:
        """Offer the commands."""
        for offer in self._list_commands():
            yield DiscoveryHit(offer.title, offer.do, help=escape(offer.help))

    async def search(self, query: str) -> Hits:
        """Offer what holds the words that were typed, or else what is like them."""
        matcher = self.matcher(query)
        offers = list(self._list_all())
        literal = [offer for offer in offers if query.lower() in offer.title.lower()]
        for offer in literal or offers:
            score, offsets = matcher.fuzzy_search.match(query, offer.title)
            if score > 0:
                found = Content(offer.title)
                for offset in offsets:
                    found = found.stylize("$gold", offset, offset + 1)
                yield Hit(score, found, offer.do, text=offer.title, help=escape(offer.help))

    @property
    def desk(self) -> DeskScreen | None:
        """The desk, if it is in front."""
        return self.screen if isinstance(self.screen, DeskScreen) else None

    def _list_commands(self) -> Iterator[Offer]:
        desk = self.desk
        for command in desk.ALL_COMMANDS if desk else ():
            reason = desk.why_not(command.id) if desk else None
            if command is SEARCH:
                continue
            key = keyboard_of(self.app).spell(command.binding_id)
            told = f"not now: {reason}" if reason else f"{key}   {command.about}".rstrip()
            yield Offer(command.title, told, partial(self._give, command.id, reason))

    def _list_all(self) -> Iterator[Offer]:
        yield from self._list_commands()
        desk = self.desk
        if desk is None or desk.position is None:
            return
        for row in list_orders(desk.position, desk.plan).rows:
            verb = "Take back" if row.ordered else "Order"
            if row.closed is None:
                told = ", ".join(effect.brief for effect in row.effects[:3])
                do = partial(desk.post_message, OrderToggled(row.id))
            else:
                told = f"not now: {row.closed}"
                do = partial(desk.post_message, ShowEffects(row.id))
            yield Offer(f"{verb}: {row.label}", told, do)
        for ask in list_asks(desk.position, desk.plan):
            for answer in ask.answers:
                title = f"Answer: {ask.title}: {answer.label}"
                do = partial(desk.post_message, AnswerChosen(ask.event, answer.id))
                yield Offer(title, answer.closed or answer.key, do)
        for gauge in (*list_front(desk.position), *list_rest(desk.position)):
            do = partial(desk.post_message, ShowCauses(gauge.name))
            yield Offer(f"Causes: {gauge.label}", f"{gauge.value} {gauge.unit} {gauge.word}", do)

    def _give(self, command: str, reason: str | None) -> None:
        """Give a command, or say why it cannot be given."""
        desk = self.desk
        if desk is not None and reason is None:
            desk.post_message(CommandAsked(command))
        elif desk is not None and reason is not None:
            desk.notify(f"Not now: {reason}.", markup=False)
