"""The account of a number: the old value, every cause, the new value, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.engine.words import decimals_of, range_of, write_amount
from game.ui.desk.causes import (
    Account,
    CauseRow,
    account_for,
    list_felt,
    list_levers,
    list_thresholds,
)
from game.ui.desk.numbers import write_number, write_value
from game.ui.desk.position import Position
from game.ui.glyphs import glyphs_of
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.panels.row import Row
from game.ui.panels.scale import Scale, choose_scale
from game.ui.widgets.countdown import tall_digits
from game.ui.widgets.key_row import Key, keys_content
from game.ui.widgets.rows import fold

SCALE = 14
"""Cells of the scale of arrows."""

TEXT, ENTRY = 11, 43
"""Columns of what happened and of whose or what doing it was."""


class CausesSheet(Widget, can_focus=True):
    """The account of one value in one turn; the cursor rests on a cause or a part."""

    DEFAULT_CSS = """
    CausesSheet {
        width: 86;
        height: 28;
        background: $card;
        border-left: outer $gold;
        padding: 1 2 1 1;
        margin: 8 0 0 0;
    }
    CausesSheet.-vermilion { border-left: outer $vermilion; }
    CausesSheet.-blue { border-left: outer $blue; }
    CausesSheet.-mint { border-left: outer $mint; }
    CausesSheet.-soft { border-left: outer $soft; }
    """

    cursor: reactive[int] = reactive(0)
    """The cause or part under the cursor."""
    account: reactive[Account | None] = reactive(None)
    """What is told."""
    felt: reactive[bool] = reactive(False)
    """Whether it is told where the cause under the cursor was last felt."""

    def __init__(self, position: Position, name: str) -> None:
        """Tell the last turn of a value."""
        super().__init__()
        self.position = position
        self.value_name = name
        self.top = 0
        account = account_for(position, name)
        self.set_reactive(CausesSheet.account, account)
        if account.mark.label:
            self.add_class(f"-{account.mark.accent}")

    def tell_turn(self, step: int) -> None:
        """Tell an earlier or a later turn."""
        account = self.account
        if account is None or not account.turn:
            return
        turn = min(max(account.turn + step, 1), len(self.position.reports))
        self.cursor, self.felt, self.top = 0, False, 0
        self.account = account_for(self.position, self.value_name, turn)

    def count(self) -> int:
        """Count causes or parts."""
        return len(self.account.causes) or len(self.account.parts) if self.account else 0

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the rows."""
        return max(0, min(cursor, self.count() - 1))

    def render(self) -> Content:
        """Draw heading, causes or parts, what follows, keys."""
        account, width = self.account, self.size.width
        if account is None or width < 40:
            return Content("")
        rows = [*self._head(account, width), Content("")]
        tail = self._follow(account, width)
        room = self.size.height - len(rows) - 2
        body = self._body(account, width)
        tail = tail[: max(0, room - min(len(body), 9) - 1)]
        space = max(3, room - len(tail) - (1 if tail else 0))
        body = self._scrolled(body, space)
        rows += body + [Content("")] * (space - len(body))
        rows += ([Content("")] if tail else []) + tail
        rows += [Content("")] * (self.size.height - len(rows) - 1)
        return Content("\n").join([*rows, self._keys(account, width)])

    def _scrolled(self, body: list[Content], space: int) -> list[Content]:
        """Return the rows that fit, the one under the cursor among them."""
        fixed = 3 if self.account and self.account.causes else 2
        at = fixed + self.cursor
        if len(body) <= space:
            return body
        self.top = max(0, min(max(self.top, at - space + 2), at - fixed))
        return [*body[:2], *body[2 + self.top :]][:space]

    # ------------------------------------------------------------------ heading

    def _head(self, account: Account, width: int) -> list[Content]:
        """Draw the value before and after in tall digits, between its name and its change."""
        position, scenario = self.position, self.position.scenario
        glyphs = glyphs_of(self.app)
        margin = 2
        then = position.date_of(account.turn) if account.turn else ""
        now = position.date_of(
            position.turn if account.turn == position.turn - 1 else account.turn + 1
        )
        dates = f"{then} {glyphs.cursor} {now}" if then else "no turn has been played"
        first = Row(width).put(margin, "CAUSES", "bold $faint").end(width - 1, dates, "$faint")
        old = tall_digits(write_value(scenario, account.name, account.first), glyphs)
        new = tall_digits(write_value(scenario, account.name, account.last), glyphs)
        mark = glyphs.seat(account.mark.index) + " " if account.mark.label else ""
        label = Content.assemble((mark, f"${account.mark.accent}"), (account.label, "bold $bright"))
        beside = ("", self._change(account), "exact to the last digit" if account.causes else "")
        words = (Content(""), label, Content.assemble((account.word, "$soft")))
        rows = [first.content()]
        for index in range(3):
            row = Row(width).put(margin + (len(mark) if index == 2 else 0), words[index])
            if account.turn:
                arrow = " ──▸ " if glyphs.dots else " -> "
                shaft = arrow if index == 1 else " " * len(arrow)
                big = Content.assemble(
                    (old[index], "$faint"), (shaft, "$soft"), (new[index], "bold $bright")
                )
                row.put(max(30, (width - big.cell_length) // 2 - 2), big)
            else:
                row.put(34, new[index], "bold $bright")
            style = "bold $bright" if index == 1 else "$soft"
            rows.append(row.end(width - 1, beside[index], style).content())
        return rows

    def _change(self, account: Account) -> str:
        if not account.turn:
            return ""
        change = account.last - account.first
        text = write_amount(change, self._decimals() + 1)
        if account.favourable is None or not change:
            return text
        arrow = glyphs_of(self.app).trend(change, favourable=account.favourable)
        return f"{arrow} {text}"

    def _decimals(self) -> int:
        return decimals_of(self.position.scenario, self.value_name)

    # ------------------------------------------------------------------ causes and parts

    def _body(self, account: Account, width: int) -> list[Content]:
        if account.parts or account.formula:
            return self._parts(account, width)
        if not account.turn:
            return [
                *(Content("  ") + line for line in fold(account.about, "$soft", width - 4)),
                Content(""),
                Content.assemble(
                    ("  Nothing has moved it yet: no turn has been played.", "$faint")
                ),
            ]
        if not account.causes:
            return [Content.assemble(("  Nothing moved it in this turn.", "$faint"))]
        return self._causes(account, width)

    def _causes(self, account: Account, width: int) -> list[Content]:
        """Draw the causes as steps from the old value to the new one."""
        amounts = [cause.amount for cause in account.causes]
        stations = list(accumulate(amounts, initial=account.first))
        bounds = range_of(self.position.scenario, account.name)
        scale = choose_scale([*stations, account.last], bounds, SCALE)
        decimals = self._decimals_of(amounts)
        head = Row(width).end(8, "amount", "$faint").put(TEXT, "cause", "$faint")
        head.put(ENTRY, "by", "$faint").end(width - SCALE - 3, "paper", "$faint")
        ends = (write_number(end, 0 if scale.high >= 10 else 1) for end in (scale.low, scale.high))
        head.put(width - SCALE - 1, next(ends), "$faint").end(width - 1, next(ends), "$faint")
        rows = [head.content(), Content("")]
        rows.append(self._station("before", account.first, width, scale, decimals))
        for index, cause in enumerate(account.causes):
            accent = "gold" if cause.mine else "soft"
            ends_here = stations[index], stations[index + 1]
            arrow = scale.step(*ends_here, accent, glyphs_of(self.app))
            rows.append(self._cause(index, cause, width, decimals, arrow))
        rows.append(self._station("after", account.last, width, scale, decimals))
        return rows

    def _decimals_of(self, amounts: list[float]) -> int:
        """Return the decimals with which no amount vanishes, three at most."""
        decimals = self._decimals() + 1
        while decimals < 3 and min(map(abs, amounts)) < 0.5 * 10.0**-decimals:
            decimals += 1
        return decimals

    def _station(self, word: str, value: float, width: int, scale: Scale, decimals: int) -> Content:
        row = Row(width).end(8, write_number(value, decimals), "bold $bright")
        row.put(TEXT, word, "$soft")
        return row.put(width - SCALE - 1, scale.level(value, glyphs_of(self.app))).content()

    def _cause(
        self, index: int, cause: CauseRow, width: int, decimals: int, arrow: Content
    ) -> Content:
        """Draw a cause; a long text takes the room of the name, and a name that of the source."""
        here = index == self.cursor
        row = Row(width)
        if here:
            row.put(0, glyphs_of(self.app).cursor, "$gold")
        amount = write_amount(cause.amount, decimals)
        row.end(8, amount, "bold $bright" if cause.mine or here else "$soft")
        row.put(TEXT, cause.text, "$bright" if cause.mine or here else "$soft")
        source = cause.source.replace("summary", "sum.")
        end = width - SCALE - 3
        if len(cause.text) < ENTRY - TEXT and ENTRY + len(cause.entry) <= end:
            row.put(ENTRY, cause.entry, "$soft")
            source = source if ENTRY + len(cause.entry) + len(source) < end else ""
        row.end(end, source, "$soft")
        content = row.put(width - SCALE - 1, arrow).content()
        return content.stylize_before("on $selected") if here else content

    def _parts(self, account: Account, width: int) -> list[Content]:
        """Draw the formula and the values that it reads."""
        head = Row(width).put(2, "computed from", "$faint").end(44, "before", "$faint")
        rows = [head.end(54, "after", "$faint").end(64, "change", "$faint").content(), Content("")]
        for index, part in enumerate(account.parts):
            here = index == self.cursor
            row = Row(width)
            if here:
                row.put(0, glyphs_of(self.app).cursor, "$gold")
            row.put(2, part.label, "bold $bright" if here else "$soft").end(
                44, part.before, "$soft"
            )
            row.end(54, part.after, "bold $bright").end(64, part.change or "–", "$bright")
            content = row.content()
            rows.append(content.stylize_before("on $selected") if here else content)
        rows.append(Content(""))
        rows += [Content("  ") + line for line in fold(account.formula, "$soft", width - 4)]
        return rows

    # ------------------------------------------------------------------ what follows

    def _follow(self, account: Account, width: int) -> list[Content]:
        """Draw what lies ahead at this pace, or where a cause was last felt."""
        if self.felt and account.causes:
            return self._felt(account.causes[self.cursor], width)
        thresholds = list_thresholds(self.position, account) if self._is_last(account) else ()
        levers = list_levers(self.position, account) if account.causes or not account.turn else ()
        if not thresholds and not levers:
            return self._about(account, width)
        head = Row(width).put(2, "WHAT FOLLOWS", "bold $bright")
        if thresholds:
            head.end(width - 1, "at this pace", "$faint")
        rows = [head.content()]
        for threshold in thresholds[:3]:
            row = Row(width).put(2, threshold.bound, "$soft").put(16, threshold.word, "$soft")
            rows.append(
                row.end(width - 1, threshold.date or "not in this game", "$bright").content()
            )
        if levers:
            told = ", ".join(f"{label} {amount}" for label, amount in levers)
            for index, line in enumerate(fold(told, "$soft", width - 20)[:2]):
                row = Row(width).put(2, "you can order" if not index else "", "$soft")
                rows.append(row.put(18, line).content())
        return rows

    def _is_last(self, account: Account) -> bool:
        return account.turn == len(self.position.reports)

    def _about(self, account: Account, width: int) -> list[Content]:
        if not account.about or not account.turn:
            return []
        return [Content("  ") + line for line in fold(account.about, "$faint", width - 4)]

    def _felt(self, cause: CauseRow, width: int) -> list[Content]:
        head = Row(width).put(2, "WHERE IT WAS FELT", "bold $bright")
        rows = [head.end(width - 1, cause.entry, "$faint").content()]
        for felt in list_felt(self.position, self.value_name, cause.by)[:4]:
            row = Row(width).put(2, felt.date, "$soft").end(18, felt.amount or "–", "bold $bright")
            first, *more = fold(felt.others, "$soft", width - 21) or (Content(""),)
            rows.append(row.put(20, first).content())
            rows += [Row(width).put(20, line).content() for line in more]
        return rows

    def _keys(self, account: Account, width: int) -> Content:
        keys: Sequence[Key] = (
            Key("{list.up}{list.down}", "choose"),
            Key("{causes.follow}", "its causes" if account.parts else "where it was felt"),
            Key("{causes.earlier}{causes.later}", "other turns"),
        )
        row = keys_content(
            keys if account.turn else (), width - 3, Key("{causes.leave}", "back"),
            glyphs_of(self.app), keyboard_of(self.app),
        )  # fmt: skip
        return Content("  ") + row
