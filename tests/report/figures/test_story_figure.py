"""Tests of `report.figures.story_figure`: a life as a picture."""

from tests.report.tables.test_story_text import story

from simul_agir.report.figures.story_figure import draw_story


def test_the_figure_marks_each_turning_point_and_names_those_it_follows() -> None:
    figure = draw_story(story())
    texts = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert {str(number) for number in range(1, len(story().turning_points) + 1)} <= set(texts)
    assert all(story().people.name(each.actor, 0) in texts for each in story().followed)
