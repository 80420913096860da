"""Reads and writes an arm on one line: "then together: residents, effort x2, month 18 conditional_aid"."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from simul_agir.scenario.arm_form import ArmForm, SwitchForm
from simul_agir.scenario.changes import Tell, factor_of, flat

_NAMED = re.compile(r"\s*(.*?)\s*:\s+(.*)", re.DOTALL)
_MONTH = re.compile(r"(?:month|mois)\s+(\d+)\s*(.*)", re.DOTALL | re.IGNORECASE)
_SETTING = re.compile(r"([A-Za-z_][\w.]*)\s*(?:=|\s)\s*(.+)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?(?:[eE][+-]?\d{1,3})?")
_WORDS: Mapping[str, bool] = {
    "true": True,
    "on": True,
    "oui": True,
    "false": False,
    "off": False,
    "non": False,
}
_OPEN, _CLOSED = "[{", "]}"


def form_of_text(text: str, tell: Tell) -> ArmForm:
    """The form of an arm read from a text. Every part that cannot be read is reported."""
    named = _NAMED.fullmatch(text)
    name, rest = (named[1], named[2]) if named else (None, text)
    items = [item for item in (part.strip() for part in _items(rest)) if item]
    if not items:
        tell("", text, "arm_text")
        return ArmForm(name, "none")
    changes: dict[str, Any] = {}
    then: list[SwitchForm] = []
    for item in items[1:]:
        month = _MONTH.fullmatch(item)
        if month:
            then.append(SwitchForm(int(month[1][:12])))
            item = month[2].strip()
        if item:
            _take(item, changes, then, bool(month), tell)
    return ArmForm(name, items[0], changes, tuple(then))


def _take(item: str, changes: dict[str, Any], then: list[SwitchForm], first: bool, tell: Tell) -> None:
    """Read one item: the stance of a switch, or a key and its value."""
    setting = _SETTING.fullmatch(item)
    if setting:
        into = then[-1].changes if then else changes
        value = value_of(setting[2].strip())
        into.update(flat({setting[1]: value}) if isinstance(value, Mapping) else {setting[1]: value})
    elif first:
        last = then.pop()
        then.append(SwitchForm(last.month, item, last.changes))
    else:
        tell("", item, "arm_item")


def value_of(text: str) -> Any:
    """The value of a text: a number, a factor, on or off, or a list or table in TOML; otherwise the text itself."""
    if _NUMBER.fullmatch(text):
        plain = text.replace(",", ".")
        return int(plain) if re.fullmatch(r"[+-]?\d+", plain) else float(plain)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if text[0] in _OPEN:
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except (tomllib.TOMLDecodeError, RecursionError):
            return text
    return text


def _items(text: str) -> Iterator[str]:
    """The parts between commas. Commas within brackets do not count, nor decimal commas between two digits."""
    depth, start = 0, 0
    for place, sign in enumerate(text):
        depth += (sign in _OPEN) - (sign in _CLOSED)
        between = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
        if sign == "," and depth == 0 and not between:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def as_text(form: ArmForm) -> str:
    """The form on one line, without its name."""
    parts = [str(form.stance), *_settings(form.changes)]
    for switch in form.then:
        settings = _settings(switch.changes)
        first = [] if switch.stance is None else [str(switch.stance)]
        head, *rest = [*first, *settings] or [""]
        parts += [f"month {switch.month} {head}".strip(), *rest]
    return ", ".join(parts)


def _settings(changes: Mapping[str, Any]) -> list[str]:
    return [f"{name} {_written(value)}" for name, value in changes.items()]


def _written(value: Any) -> str:
    """A value, written so that `form_of_text` reads it back."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if factor_of(value) is not None:
        return str(value).strip().replace("×", "x")
    if isinstance(value, list | tuple):
        return f"[{', '.join(_inline(each) for each in value)}]"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _inline(value: Any) -> str:
    """A value as TOML writes it inside a list."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {_inline(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_inline(each) for each in value)}]"
    return json.dumps(value, ensure_ascii=False)


__all__ = ["as_text", "form_of_text", "value_of"]
