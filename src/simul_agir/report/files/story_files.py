"""Each file of the folder of a story."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simul_agir.model.indicators import INDICATORS
from simul_agir.report.figures.story_figure import draw_story
from simul_agir.report.files.comparison_files import as_json, save_figure, write_csv, write_text
from simul_agir.report.files.folder import write_folder
from simul_agir.report.tables.story_text import json_lines, page

if TYPE_CHECKING:
    from simul_agir.study.story import Story

STORY_FILES = (
    "story.txt",
    "story.json",
    "story.png",
    "story.svg",
    "events.csv",
    "events.jsonl",
    "trajectory.csv",
)


def write_story(story: Story, directory: Path, lang: str = "en") -> list[Path]:
    """The story as text, JSON and figure, its events and its months as tables. Raises FolderError."""
    events = [
        (event["month"], event["what"], "; ".join(event["actors"]), event["need"] or "", event["value"])
        for event in map(story.event, story.events())
    ]
    values = story.recorded.ensemble.values[0]
    rows = [(month, *(round(float(value), 6) for value in values[month])) for month in range(len(values))]
    writers: list[Callable[[Path], None]] = [
        lambda folder: write_text(folder / "story.txt", page(story, lang)),
        lambda folder: write_text(folder / "story.json", as_json(story.to_dict(lang))),
        lambda folder: save_figure(lambda: draw_story(story, lang), folder / "story"),
        lambda folder: write_csv(folder / "events.csv", ("month", "what", "actors", "need", "value"), events),
        lambda folder: write_text(folder / "events.jsonl", json_lines(story)),
        lambda folder: write_csv(folder / "trajectory.csv", ("month", *INDICATORS), rows),
    ]
    return write_folder(directory, writers)
