"""The kit to print: map of the actors, cards, role sheets, prediction sheet, script with timings, one-page result."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from math import cos, pi, sin
from pathlib import Path

from simul_agir.locale import Words, words
from simul_agir.model.ladder import STAGES
from simul_agir.scenario import Scenario
from simul_agir.study import Comparison
from simul_agir.study.compare.common_random_numbers import compare
from simul_agir.study.compare.comparison import ArmEnd
from simul_agir.study.exploring import arms_of, places_of

STYLE = Path(__file__).with_name("static") / "css" / "kit.css"
NONE = "none_stands_out"
LETTERS = "ABCDEFGHIJ"
RUNS = 200
STEPS = (
    "welcome",
    "stages",
    "story",
    "predict",
    "talk",
    "reveal",
    "tables",
    "branch",
    "profile",
    "debrief",
    "commit",
)
MINUTES = (10, 10, 10, 8, 7, 10, 25, 15, 10, 10, 5)
SHAPES = {
    "residents": '<circle cx="50" cy="50" r="38"/>',
    "ordinary_resources": '<rect x="15" y="15" width="70" height="70"/>',
    "conditional_aid": '<path d="M50 4L96 50 50 96 4 50Z"/>',
    "resilience": '<path d="M50 8L94 88H6Z"/>',
    "mixed": '<path d="M50 92L94 12H6Z"/>',
    NONE: '<path d="M8 28h84v16H8zM8 58h84v16H8z"/>',
}
_OWN = '<path d="M50 8L92 38 76 90H24L8 38Z"/>'


def kit(scenario: Scenario, seed: int, lang: str, *, alone: bool) -> str:
    """The whole kit as one page of HTML, a sheet of paper each. `alone`: with its style inside, for a file."""
    translate = words(lang)
    found = compare(scenario, scenario.arms, RUNS, seed, 1)
    sheets = [
        _map(scenario, translate),
        _script(scenario, translate),
        _stage_cards(translate),
        _stance_cards(scenario, translate),
        _vote_cards(scenario, translate),
        *_roles(scenario, translate),
        _prediction(scenario, translate),
        _result(found, translate),
    ]
    style = f"<style>{STYLE.read_text(encoding='utf-8')}</style>" if alone else _LINK
    title = escape(f"{translate('kit.title')} · {scenario.titled(lang)}")
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{style}</head>'
        f"<body><main>{''.join(sheets)}</main></body></html>"
    )


_LINK = '<link rel="stylesheet" href="/static/css/kit.css">'


def _names(scenario: Scenario) -> list[str]:
    return [arm.called for arm in arms_of(scenario)]


def _sheet(kind: str, title: str, *parts: str) -> str:
    return f'<section class="sheet {kind}"><h1>{escape(title)}</h1>{"".join(parts)}</section>'


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _map(scenario: Scenario, translate: Words) -> str:
    """An A3 map of the actors: rings for the stages, a numbered place for each actor, and the list of names."""
    places, middle, reach = places_of(scenario), 500.0, 460.0
    rings = "".join(
        f'<circle cx="500" cy="500" r="{reach * part:.0f}" class="ring"/>'
        for part in (1, 0.79, 0.58, 0.37, 0.17)
    )
    marks = []
    for number, place in enumerate(places, 1):
        turn = 2 * pi * place.angle - pi / 2
        far = reach * (0.94 if number % 2 else 0.85)
        x, y = middle + far * cos(turn), middle + far * sin(turn)
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="12" class="spot"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" class="spotname">{number}</text>'
        )
    stages = "".join(
        f'<text x="500" y="{500 - reach * part + 6:.0f}" text-anchor="middle" class="stagename">'
        f"{number} {escape(translate.name('stage', stage))}</text>"
        for number, (stage, part) in enumerate(zip(STAGES, (1.03, 0.68, 0.47, 0.27, 0.03), strict=True))
    )
    names = "".join(f"<li>{escape(place.name)}</li>" for place in places)
    title = f"<title>{escape(translate('kit.map'))}</title>"
    picture = f'<svg viewBox="0 0 1000 1000" role="img">{title}{rings}{stages}{"".join(marks)}</svg>'
    return _sheet(
        "a3",
        translate("kit.map"),
        _paragraph(translate("kit.map_how")),
        f'<div class="map">{picture}<ol>{names}</ol></div>',
    )


def _script(scenario: Scenario, translate: Words) -> str:
    """Who does what, and when."""
    begins = [sum(MINUTES[:place]) for place in range(len(MINUTES) + 1)]
    lines = "".join(
        f'<tr><td class="when">{start}–{stop}</td><th scope="row">{escape(translate(f"kit.step.{step}"))}</th>'
        f"<td>{escape(translate(f'kit.do.{step}'))}</td></tr>"
        for step, (start, stop) in zip(STEPS, pairwise(begins), strict=True)
    )
    about = _paragraph(
        translate("kit.script_how", territory=scenario.titled(translate.lang), minutes=begins[-1])
    )
    return _sheet(
        "a4", translate("kit.script"), about, f"<table>{lines}</table>", _paragraph(translate("kit.needed"))
    )


def _cards(kind: str, cards: Sequence[str]) -> str:
    return f'<div class="cards {kind}">{"".join(cards)}</div>'


def _stage_cards(translate: Words) -> str:
    cards = [
        f'<div class="card"><b class="big">{number}</b><h2>{escape(translate.name("stage", stage))}</h2>'
        f"{_paragraph(translate(f'kit.stage.{stage}'))}</div>"
        for number, stage in enumerate(STAGES)
    ]
    return _sheet("a4", translate("kit.stages"), _cards("five", cards))


def _stance_cards(scenario: Scenario, translate: Words) -> str:
    cards = [
        f'<div class="card">{_shape(arm)}<h2>{escape(translate.name("stance", arm))}</h2>'
        f"{_paragraph(_says(arm, translate))}</div>"
        for arm in _names(scenario)
        if arm != "none"
    ]
    return _sheet("a4", translate("kit.stances"), _cards("five", cards))


def _says(arm: str, translate: Words) -> str:
    return translate(f"stance_says.{arm}") if translate.has(f"stance_says.{arm}") else ""


def _shape(arm: str) -> str:
    return f'<svg viewBox="0 0 100 100" class="shape s-{escape(arm)}" aria-hidden="true">{SHAPES.get(arm, _OWN)}</svg>'


def _vote_cards(scenario: Scenario, translate: Words) -> str:
    choices = [*(arm for arm in _names(scenario) if arm != "none"), NONE]
    cards = [
        f'<div class="card vote"><b class="letter">{LETTERS[place]}</b>{_shape(arm)}'
        f"<h2>{escape(translate('page.none_stands_out') if arm == NONE else translate.name('stance', arm))}</h2></div>"
        for place, arm in enumerate(choices)
    ]
    return _sheet(
        "a4", translate("kit.votes"), _paragraph(translate("kit.votes_how")), _cards("votes", cards)
    )


def _roles(scenario: Scenario, translate: Words) -> list[str]:
    """One sheet per table: who they are, what they hold, what to propose."""
    places = places_of(scenario)
    return [
        _role(
            sphere, list(dict.fromkeys(place.name for place in places if place.sphere == sphere)), translate
        )
        for sphere in dict.fromkeys(place.sphere for place in places)
    ]


def _role(sphere: str, members: list[str], translate: Words) -> str:
    """The sheet of one table."""
    listed = members[:14]
    rest = len(members) - len(listed)
    items = "".join(f"<li>{escape(name)}</li>" for name in listed)
    more = _paragraph(translate("kit.role_more", n=rest)) if rest else ""
    asks = "".join(f"<li>{escape(translate(f'kit.role_ask.{number}'))}</li>" for number in range(1, 5))
    return _sheet(
        "a4",
        translate("kit.role", sphere=translate(f"page.sphere.{sphere}")),
        _paragraph(translate(f"kit.role_is.{sphere}")),
        f'<ul class="members">{items}</ul>{more}',
        f"<h2>{escape(translate('kit.role_do'))}</h2><ol>{asks}</ol>",
        '<div class="lines"></div>',
    )


def _prediction(scenario: Scenario, translate: Words) -> str:
    """An empty chart to draw on, and boxes to tick."""
    grid = "".join(
        f'<line x1="60" x2="960" y1="{520 - 120 * stage}" y2="{520 - 120 * stage}" class="ring"/>'
        f'<text x="66" y="{512 - 120 * stage}" class="stagename">{stage} {escape(translate.name("stage", name))}</text>'
        for stage, name in enumerate(STAGES)
    )
    months = range(0, scenario.months + 1, 12)
    ticks = "".join(
        f'<text x="{60 + 900 * month / scenario.months:.0f}" y="552" text-anchor="middle" class="stagename">{month}</text>'
        for month in months
    )
    choices = [*(arm for arm in _names(scenario) if arm != "none"), NONE]
    boxes = "".join(
        f"<li>☐ {LETTERS[place]} "
        f"{escape(translate('page.none_stands_out') if arm == NONE else translate.name('stance', arm))}</li>"
        for place, arm in enumerate(choices)
    )
    return _sheet(
        "a4",
        translate("kit.prediction"),
        _paragraph(translate("kit.prediction_how", months=scenario.months)),
        f'<svg viewBox="0 0 1000 570" role="img"><title>{escape(translate("kit.prediction"))}</title>{grid}{ticks}</svg>',
        f'<h2>{escape(translate("page.phone_question"))}</h2><ul class="boxes">{boxes}</ul>',
        f"<h2>{escape(translate('kit.why'))}</h2>",
        '<div class="lines"></div>',
    )


def _line(arm: ArmEnd, primary: str, translate: Words) -> str:
    """A row of the table: an arm, its mean and interval, and the share of actors at team-action or above."""
    estimate = arm.outcomes[primary]
    sure = estimate.low is not None and estimate.high is not None
    bounds = translate.interval(estimate.low or 0.0, estimate.high or 0.0) if sure else ""
    return (
        f'<tr><th scope="row">{escape(translate.name("stance", arm.stance))}</th><td>{translate.number(estimate.mean)}</td>'
        f"<td>{bounds}</td><td>{translate.percent(arm.stages[2] + arm.stages[3] + arm.stages[4])}</td></tr>"
    )


def _result(found: Comparison, translate: Words) -> str:
    """What the model answered, on one page."""
    lines = [_line(arm, found.primary, translate) for arm in found.arms]
    names = ("stance", "mean", "interval", "team")
    heads = "".join(f'<th scope="col">{escape(translate(f"kit.head.{name}"))}</th>' for name in names)
    return _sheet(
        "a4",
        translate("kit.result"),
        _paragraph(found.sentence(translate.lang)),
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>",
        _paragraph(
            translate("kit.result_made", runs=found.runs, seed=found.seed, hash=found.scenario.hash[:12])
        ),
        f"<p><b>{escape(translate('page.not_a_prediction'))}</b></p>",
    )
