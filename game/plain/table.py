"""The table at which a game is played: the plan, its undo, and what each command does to them."""

from __future__ import annotations

from collections.abc import Iterator

from game.archive.branches import find_branch
from game.archive.game import Game
from game.archive.seating import may_stand
from game.engine import SILENCE, Plan, check_plan
from game.engine.luck import format_seed
from game.errors import ChoiceError, SaveError
from game.plain.account import say_causes, say_end, say_report
from game.plain.amounts import label_gauge
from game.plain.choices import say_dispatches, say_orders, say_plan
from game.plain.menu import Menu, lay_menu
from game.plain.situation import (
    list_front,
    list_gauges,
    say_advice,
    say_briefing,
    say_countdowns,
    say_gauges,
    say_heading,
    say_intents,
    say_promises,
)
from game.plain.tutor import Tutor
from game.plain.voice import Voice, plain_text

HINT = "Type a letter to answer, a number to order, commit to end the turn, help for the rest."


class Table:
    """A game in lines: what is planned, and what can be asked."""

    def __init__(self, game: Game, voice: Voice) -> None:
        """Sit down at a game, with the plan with which it was saved."""
        self.game = game
        self.voice = voice
        self.menu: Menu = lay_menu(game)
        self.plan = self._check_draft(game.draft)
        self.steps: list[Plan] = []
        self.tutor = Tutor(voice, self.menu, self.plan)
        self.left = False

    def _check_draft(self, draft: Plan) -> Plan:
        """Return the saved plan if it can still be carried out, else an empty one."""
        game = self.game
        fits = not game.over and may_stand(game.rules, game.opening, game.seat, draft)
        return draft if fits else SILENCE

    def tell_beginning(self) -> None:
        """Say what the game is about, then the situation."""
        if not self.game.turns:
            self.introduce()
        self._tell_trouble()
        self.show()

    def introduce(self) -> None:
        """Say what the game is about, before its first turn."""
        scenario = self.game.rules.scenario
        seat = scenario.seat[self.game.seat]
        summary = [scenario.scenario.summary] if seat.briefing else []
        self.voice.say(scenario.scenario.title, *summary)
        self.voice.say(
            f"You are {seat.label}. Seed {format_seed(self.game.seed)}, mode {self.game.mode}."
        )
        self.voice.say("", *say_briefing(self.game), HINT)

    def show(self, _: str = "") -> None:
        """Say the situation of the turn, or how the game ended."""
        if self.game.over:
            self.voice.say_part("The end", say_end(self.game))
            self.voice.say(f"Seed {format_seed(self.game.seed)}. Type help for what can be asked.")
            return
        self.voice.say("", say_heading(self.game))
        self.voice.say_part("Countdowns", say_countdowns(self.game))
        self.voice.say_part("Gauges", say_gauges(self.game, list_front(self.game)))
        self.voice.say_part("Intents", say_intents(self.game))
        self.voice.say_part("Promises", say_promises(self.game))
        self.voice.say_part("Advice", say_advice(self.game))
        self.voice.say_part("Dispatches", say_dispatches(self.menu))
        self.voice.say_part("Orders", say_orders(self.menu, self.plan))
        if self.plan != SILENCE:
            self.show_plan()
        self.tutor.tell()

    def choose(self, key: str) -> None:
        """Take an answer or an order into the plan."""
        entry = self.menu.find(key)
        if entry is None:
            kinds = "letter" if key.isalpha() else "number"
            self.voice.say(f"There is no {kinds} {key} in this turn; type look to hear them again.")
        elif self.menu.holds(self.plan, entry):
            self.voice.say(f"{key} is in the plan already; drop {key} takes it out.")
        else:
            self._plan(self.menu.add(self.plan, entry))

    def drop(self, key: str) -> None:
        """Take an answer or an order out of the plan."""
        entry = self.menu.find(key)
        if entry is None or not self.menu.holds(self.plan, entry):
            self.voice.say(f"{key or 'Nothing'} is not in the plan; plan tells what is.")
        else:
            self._plan(self.menu.drop(self.plan, entry))

    def _plan(self, plan: Plan) -> None:
        """Change the plan, unless the rules refuse it."""
        game = self.game
        try:
            check_plan(game.rules, game.opening, game.seat, plan)
        except ChoiceError as error:
            self.voice.say(f"That cannot be planned: {error}.")
            return
        self.steps.append(self.plan)
        self._take(plan)

    def _take(self, plan: Plan) -> None:
        """Take a plan, keep it, say it, and go on in the lessons."""
        self.plan = plan
        self.game.keep(plan)
        self.show_plan()
        self.tutor.follow(plan)

    def show_plan(self, _: str = "") -> None:
        """Say the plan as it stands."""
        self.voice.say_part("Plan", say_plan(self.menu, self.plan))

    def undo(self, _: str = "") -> None:
        """Take back the last change of the plan."""
        if not self.steps:
            self.voice.say("There is nothing to undo in this turn.")
            return
        self._take(self.steps.pop())

    def commit(self, _: str = "") -> None:
        """End the turn with the plan, say what came of it, and open the next turn."""
        if self.game.over:
            self.voice.say("The game has ended.")
            return
        if not self._confirm():
            self.voice.say("Nothing is committed.")
            return
        try:
            reports = self.game.commit(self.plan)
        except ChoiceError as error:
            self.voice.say(f"The plan is refused, and nothing is played: {error}.")
            return
        for report in reports:
            title = f"Report of turn {report.turn}, {self.game.date_of(report.turn)}"
            self.voice.say_part(title, say_report(self.game, report))
        self._tell_trouble()
        self._sit_down(SILENCE)

    def _confirm(self) -> bool:
        """Ask before an empty plan, or in a game that never goes back; a pipe is not asked."""
        empty = self.plan == SILENCE
        if not self.voice.live or not (empty or self.game.mode == "ironman"):
            return True
        what = "an empty plan" if empty else "this plan, which cannot be taken back"
        return (self.voice.hear(f"Commit {what}? yes or no: ") or "").lower() in {"y", "yes"}

    def _sit_down(self, plan: Plan) -> None:
        """Begin with the turn that is open now."""
        self.menu = lay_menu(self.game)
        self.plan = self._check_draft(plan)
        self.steps = []
        self.tutor.sit_down(self.menu, self.plan)
        self.show()

    def rewind(self, turn: str) -> None:
        """Go back to the beginning of a turn; what was played since stays as a branch."""
        number = int(turn) if turn.isascii() and turn.isdigit() else self.game.turn - 1
        kept = len(self.game.branches)
        try:
            self.game.rewind(number, self.plan)
        except ChoiceError as error:
            self.voice.say(f"{str(error).capitalize()}.")
            return
        left = f" What was played since is the branch {self.game.branches[-1].name}."
        self._go_on(f"Back to turn {number}.{left if len(self.game.branches) > kept else ''}")

    def switch(self, name: str) -> None:
        """Go on with another branch."""
        self.game.switch(name, self.plan)
        self._go_on(f"This is the branch {self.game.branch}.")

    def call(self, name: str) -> None:
        """Give the branch that is played a name."""
        self.game.rename(self.game.branch, name)
        self.voice.say(f"This branch is called {self.game.branch}.")
        self._tell_trouble()

    def forget(self, name: str) -> None:
        """Keep a branch no longer; a person is asked first."""
        found = find_branch(self.game.branches, name)
        question = f"Forget {found.name}, which cannot be had back? yes or no: "
        sure = not self.voice.live or (self.voice.hear(question) or "").lower() in {"y", "yes"}
        if sure:
            self.game.forget(found.name)
        self.voice.say(f"{found.name} is {'forgotten' if sure else 'kept'}.")
        self._tell_trouble()

    def _go_on(self, words: str) -> None:
        self.voice.say(words)
        self._tell_trouble()
        self._sit_down(self.game.draft)

    def explain(self, words: str) -> None:
        """Say the causes of a gauge."""
        found = list(self._find_gauges(words.casefold()))
        if not words:
            self.voice.say("Why what? Give the name of a gauge, such as why "
                           f"{(list_gauges(self.game) or ('NAME',))[0]}.")  # fmt: skip
        elif not found:
            self.voice.say(f"No gauge is called {words}; gauges tells them all.")
        elif len(found) > 1:
            self.voice.say(f"Which? {'; '.join(found)}.")
        else:
            self.voice.say(*say_causes(self.game, found[0]))
            self.tutor.open_causes()

    def _find_gauges(self, words: str) -> Iterator[str]:
        """Yield the names of the gauges that words may mean: one if it is exact."""
        scenario = self.game.rules.scenario
        names = list_gauges(self.game)
        labels = {n: plain_text(label_gauge(scenario, n)).casefold() for n in names}
        exact = [n for n in names if words in (n.casefold(), labels[n])]
        yield from exact[:1] or (n for n in names if words in n.casefold() or words in labels[n])

    def save(self, label: str) -> None:
        """Write a save, under a name of its own if one is given."""
        try:
            path = self.game.save(label, self.plan) if label else self.game.keep(self.plan)
        except (ChoiceError, SaveError) as error:
            self.voice.say(f"Not saved: {error}.")
            return
        if path is None:
            self._tell_trouble()
        else:
            self.voice.say(f"Saved: {path}")

    def leave(self, _: str = "") -> None:
        """Keep the game as it stands and leave it."""
        path = self.game.keep(self.plan)
        self._tell_trouble()
        if path is not None:
            self.voice.say(f"The game is saved; go on with --load {path}")
        self.left = True

    def _tell_trouble(self) -> None:
        if self.game.trouble is not None:
            self.voice.say(f"Attention: {self.game.trouble}. The game goes on without being saved.")

    def show_part(self, title: str, lines: list[str], empty: str) -> None:
        """Say one part of the situation, or that there is nothing in it."""
        self.voice.say_part(title, lines or [empty])
