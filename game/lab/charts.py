"""Charts of simulations: endings, orders, and where gauges stood from turn to turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine import Rules
from game.engine.words import gauge_of, range_of
from game.lab.harvest import list_charted
from game.lab.intervals import Share, find_share
from game.lab.simulation import Run
from game.lab.svg import BLUE, FAINT, INK, LINE, WIDTH, Figure, Point, area, line, rectangle, text
from game.lab.tally import BINS, NO_ENDING, Tally

LEFT, RIGHT, TOP, ROW = 190, 40, 44, 22
"""Pixels left and right of what is drawn, above it, and for each bar."""

BAD, EVEN, GOOD = ("#7f1d1d", "#b4443c", "#d98a7b"), ("#a7adb7", "#c9ced6"), ("#8ec6a0", "#2f855a")
"""Colours of endings by the sign of their rank, each from the lowest rank."""

LEVELS = ((0.1, 0.9, 0.18), (0.25, 0.75, 0.28))
"""Which shares of the games a band holds between, and how dense it is drawn."""


def draw_runs(rules: Rules, runs: Sequence[Run]) -> Iterator[Figure]:
    """Yield the figures of runs that have games."""
    played = [run for run in runs if run.tally.games]
    if len(played) > 1:
        yield draw_comparison(rules, played)
    for run in played if len(played) == 1 else ():
        yield draw_endings(rules, run)
        for seat, rule in rules.seats.items():
            if rule.human and run.tally.orders[seat]:
                yield draw_orders(rules, run, seat)
        for name in list_charted(rules.scenario):
            yield draw_gauge(rules, run, name)


def draw_endings(rules: Rules, run: Run) -> Figure:
    """Return the shares of the endings with their intervals, the most frequent first."""
    tally, labels = run.tally, _label_endings(rules)
    ranked = sorted(labels, key=lambda ending: -tally.endings[ending])
    bars = [
        (labels[ending], find_share(tally.endings[ending], tally.games))
        for ending in ranked
        if tally.endings[ending] or ending != NO_ENDING
    ]
    return _draw_bars("endings", f"Endings, {tally.games} games", bars)


def draw_orders(rules: Rules, run: Run, seat: str) -> Figure:
    """Return the shares of a seat's orders, the most frequent first."""
    tally, total = run.tally, run.tally.orders[seat]
    labels = {action.id: action.label or action.id for action in rules.scenario.action}
    actions = [rules.actions[index].id for index in rules.seats[seat].actions]
    actions.sort(key=lambda action: -tally.chosen[f"action.{action}"])
    bars = [
        (labels[action], find_share(tally.chosen[f"action.{action}"], total)) for action in actions
    ]
    name = rules.scenario.seat[seat].label
    return _draw_bars(f"orders-{seat}", f"Orders of {name}, {total} in all", bars)


def _draw_bars(name: str, title: str, bars: Sequence[tuple[str, Share]]) -> Figure:
    widest = max([share.high for _, share in bars] or [100.0])
    scale = (WIDTH - LEFT - RIGHT - 40) / max(widest, 1.0)
    parts = [text((16, 26), title, 15)]
    for row, (label, share) in enumerate(bars):
        y = TOP + row * ROW
        told = f"{label}: {share.value:.1f} % ({share.low:.1f} to {share.high:.1f})"
        middle = y + ROW / 2 - 2
        parts += [
            text((LEFT - 8, y + 13), _fit(label), 12, INK, "end"),
            rectangle((LEFT, y + 2), share.value * scale, ROW - 8, BLUE, told),
            line([(LEFT + share.low * scale, middle), (LEFT + share.high * scale, middle)], INK),
            text((LEFT + share.high * scale + 6, y + 13), f"{share.value:.1f} %", 11, FAINT),
        ]
    return Figure(name, TOP + len(bars) * ROW + 16, tuple(parts))


def draw_comparison(rules: Rules, runs: Sequence[Run]) -> Figure:
    """Return a bar of endings for each run, from the lowest rank to the highest."""
    labels, colours = _label_endings(rules), _colour_endings(rules)
    seen = [ending for ending in colours if any(run.tally.endings[ending] for run in runs)]
    parts = [text((16, 26), "Endings by policy", 15)]
    wide = WIDTH - LEFT - RIGHT
    for row, run in enumerate(runs):
        y, x = TOP + row * ROW, float(LEFT)
        parts.append(text((LEFT - 8, y + 13), _fit(run.name), 12, INK, "end"))
        for ending in seen:
            share = run.tally.endings[ending] / run.tally.games
            told = f"{run.name}: {labels[ending]} {100.0 * share:.1f} %"
            parts.append(rectangle((x, y + 2), wide * share, ROW - 6, colours[ending], told))
            x += wide * share
    below = TOP + len(runs) * ROW + 14
    for place, ending in enumerate(seen):
        x, y = 16 + (place % 3) * 230, below + place // 3 * 18
        parts.append(rectangle((x, y), 12, 12, colours[ending]))
        parts.append(text((x + 18, y + 11), _fit(labels[ending], 30), 12))
    return Figure("endings-by-policy", below + (len(seen) + 2) // 3 * 18 + 14, tuple(parts))


def draw_gauge(rules: Rules, run: Run, name: str) -> Figure:
    """Return where a gauge stood after each turn: the middle, and half and four fifths about it."""
    low, high = range_of(rules.scenario, name)
    turns = sorted({turn for gauge, turn, _ in run.tally.spread if gauge == name})
    height, last = 150, max(turns, default=1)
    wide = WIDTH - 100

    def place(turn: int, share: float) -> Point:
        return 60 + wide * (turn - 1) / max(last - 1, 1), TOP + height * (1.0 - share)

    parts = [text((16, 26), gauge_of(rules.scenario, name).label or name, 15)]
    for share in (0.0, 0.5, 1.0):
        parts.append(line([place(1, share), place(last, share)], LINE))
        parts.append(
            text((52, place(1, share)[1] + 4), f"{low + share * (high - low):g}", 11, FAINT, "end")
        )
    for turn in turns:
        parts.append(text((place(turn, 0.0)[0], TOP + height + 18), f"{turn}", 11, FAINT, "middle"))
    for lower, upper, opacity in LEVELS:
        floor = [place(turn, find_quantile(run.tally, name, turn, lower)) for turn in turns]
        roof = [place(turn, find_quantile(run.tally, name, turn, upper)) for turn in turns]
        parts.append(area([*roof, *reversed(floor)], BLUE, opacity))
    middle = [place(turn, find_quantile(run.tally, name, turn, 0.5)) for turn in turns]
    parts.append(line(middle, BLUE, 2))
    return Figure(f"gauge-{name}", TOP + height + 34, tuple(parts))


def find_quantile(tally: Tally, name: str, turn: int, share: float) -> float:
    """Return below which part of its range a gauge stood in a share of the games, as 0 to 1."""
    counts = [tally.spread[name, turn, place] for place in range(BINS)]
    wanted, passed = share * sum(counts), 0
    for place, count in enumerate(counts):
        if count and passed + count >= wanted:
            return (place + (wanted - passed) / count) / BINS
        passed += count
    return 1.0


def _label_endings(rules: Rules) -> dict[str, str]:
    labels = {ending.id: ending.label or ending.id for ending in rules.scenario.ending}
    return {**labels, NO_ENDING: "no ending"}


def _colour_endings(rules: Rules) -> dict[str, str]:
    """Return a colour for each ending, by rank: reds below 0, greens above."""
    ranks = {ending.id: float(ending.rank) for ending in rules.scenario.ending}
    ranked = sorted({**ranks, NO_ENDING: 0.0}.items(), key=lambda pair: (pair[1], pair[0]))
    colours: dict[str, str] = {}
    for wanted, palette in ((-1, BAD), (0, EVEN), (1, GOOD)):
        group = [ending for ending, rank in ranked if (rank > 0) - (rank < 0) == wanted]
        for place, ending in enumerate(group):
            step = place * (len(palette) - 1) / max(len(group) - 1, 1)
            colours[ending] = _blend(
                palette[int(step)], palette[min(int(step) + 1, len(palette) - 1)], step % 1
            )
    return colours


def _blend(one: str, other: str, share: float) -> str:
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _fit(label: str, most: int = 26) -> str:
    return label if len(label) <= most else f"{label[: most - 1]}…"
