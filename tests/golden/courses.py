"""Courses of play: what a person does who wants one thing, written as lines with conditions.

Unlike the policies of the game a course looks no turn ahead. It is what somebody could play who has
read the steps of an aim and keeps an eye on the purse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.engine import Opening, Plan, Rules
from game.formula import compile_formula
from game.policy.draft import begin_draft
from game.scenario.scope import parse_formula

Line = tuple[str, str]
"""A condition, and the orders or answers to try while it holds, parted by spaces."""

PURSE = "devalue cut-spending eastern-credit push-financial open-to-owners"
CALM = "raise-pensions round-table"
FILES = "push-economic push-technical"


@dataclass(frozen=True)
class Course:
    """What a person orders and answers, the most urgent first."""

    orders: tuple[Line, ...]
    """What to order; as many are given as the turn allows."""
    answers: Mapping[str, tuple[Line, ...]]
    """For each event, what to answer; silence where no line holds."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        holds = _read(rules, opening)
        draft = begin_draft(rules, opening, seat)
        for event in draft.demands:
            possible = {option.id: option for option in draft.list_options(event)}
            for when, names in self.answers.get(event.id, ()):
                chosen = next((name for name in names.split() if name in possible), None)
                if chosen and holds(when):
                    draft.answer(event, possible[chosen])
                    break
        for when, names in self.orders:
            for name in names.split() if holds(when) else ():
                action = next((each for each in draft.list_orders() if each.id == name), None)
                if action:
                    draft.order(action)
        return draft.close()


def _read(rules: Rules, opening: Opening) -> Callable[[str], bool]:
    layout = rules.layout

    def holds(when: str) -> bool:
        formula = compile_formula(parse_formula(when), layout, layout.curves, layout.bounds)
        return formula(opening.frame) != 0.0

    return holds


def always(**answers: str) -> dict[str, tuple[Line, ...]]:
    """Return answers that are given without condition, by the event's name."""
    return {name.replace("_", "-"): (("true", options),) for name, options in answers.items()}


PRUDENT = always(
    initialling="initial", subsidy_round="settle", take_sides="neither", conference="convene",
    dry_pipe="give-way", zapad="full-observation", two_letters="own-up", troops_home="insist",
    roadmap_demand="experts", base_demand="later", recognition_demand="de-facto",
    interference="purge", forced_hand="resist", big_buyer="local-club decline",
    rights_condition="promise security-instead", standards_offer="pilot", old_contract="decline",
    fund_mission="accept", ambassador_offer="side-door", assurance_demand="written",
    klaipeda_offer="commit season", ostrovets_row="peer-review", kyiv_pledge="give-word",
    hybrid="investigate", square="concede", potash_price="hold-together", ballot="open-count",
    freedom_day="allow", fever="volunteers", old_treaty="amend", shots_at_the_gap="own-inquiry",
    milk_inspection="good-will", oil_ultimatum="call-bluff", ust_luga_demand="split",
)  # fmt: skip
"""What a careful person answers: nothing for ever, nothing that cannot be kept."""

NEUTRAL = Course(
    orders=(
        ("troops_stay", "send-home"),
        ("oil_cut", "buy-cargo"),
        ("rung < 3 and (open.roadmap or patience_moscow < 32)", "sign-step"),
        ("open.rights_step and rights < 34", "release-prisoners"),
        ("open.utility_tariffs", "cut-spending honour-promises"),
        ("turn >= 2 and neutrality <= 70", "affirm-rule"),
        ("finland == 1 and csto >= 60", "skip-council"),
        ("incoherence > 36 or (turn >= 7 and not sided_neither)", "explain-line"),
        ("turn >= 8 and leverage_moscow < 25 and finland < 4", "nato-programme"),
        ("reserves < 1.6 and turn < 13", PURSE),
        ("patience_moscow < 30", "serve-alliance"),
        ("patience_moscow < 22", "affirm-alliance"),
        ("unrest > 44", CALM),
        ("true", "send-invitations nato-letter union-statement treaty-derogation neutrality-law"),
        ("turn == 1", "push-technical port-contract"),
        ("finland >= 1 and security_talk <= 37", "border-talks"),
        ("reserves < 2.6", PURSE.removeprefix("devalue ")),
        ("patience_moscow < 38", "host-contact-group"),
        ("turn >= 8 and leverage_moscow < 26", f"{FILES} push-commercial port-contract"),
        ("rung < 2 and turn > 2", "sign-step"),
        ("patience_brussels < 40", "release-prisoners"),
        ("tracks < 100", FILES),
        ("true", f"port-contract host-contact-group {FILES} border-talks cut-spending"),
    ),
    answers=PRUDENT
    | always(initialling="leave")
    | {
        "subsidy-round": (("rung < 2 and turn < 10", "pledge"), ("true", "settle")),
        "roadmap-demand": (
            ("rung < 2 or (rung < 3 and patience_moscow < 40)", "agree experts"),
            ("true", "experts"),
        ),
        "oil-ultimatum": (("rung < 3", "comply buy-time"), ("true", "call-bluff")),
        "columns": (("refusal > 45", "bar-road"), ("true", "call-vienna")),
    },
)
"""Five steps and a conference, on three rungs at most."""

WESTERN = Course(
    orders=(
        ("oil_cut", "buy-cargo"),
        ("troops_stay", "send-home"),
        ("incoherence > 46", "explain-line"),
        ("unrest > 38", CALM),
        ("reserves < 2.2 and turn < 13", PURSE),
        ("turn == 1", "port-contract push-technical"),
        ("rights < 31", "release-prisoners"),
        ("turn >= 8", "announce-opening"),
        ("rung < 3 and turn < 8", "sign-step"),
        ("belt < 0.05", "cut-spending"),
        ("true", f"push-financial push-commercial {FILES} open-to-owners shield-firms"),
        ("true", "retire-generals port-contract fund-culture border-talks host-contact-group"),
    ),
    answers=PRUDENT
    | always(
        take_sides="west",
        standards_offer="adopt",
        ambassador_offer="red-carpet",
        recognition_demand="refuse",
        columns="bar-road call-vienna",
    ),
)
"""Three rungs at most, every file pushed, and a rouble that is let go in time."""
