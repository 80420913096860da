"""A sound scenario in a few lines."""

import json

from simul_agir.report.tables.scenario_summary import summary, summary_text
from simul_agir.scenario import Scenario


def test_a_summary_counts_what_the_scenario_holds(territory: Scenario) -> None:
    found = json.loads(json.dumps(summary(territory), allow_nan=False))
    assert found["actors"] == len(territory.landscape.ids)
    assert found["ties"] == len(territory.landscape.sources)
    assert found["months"] == 12


def test_what_was_imputed_is_told_in_the_language(lang: str) -> None:
    drawn = Scenario.from_contract("CN97201I", links={}, domains=["housing", "food"])
    text = summary_text(drawn, lang)
    told = {
        "en": ("poverty: not published", "links: not given"),
        "fr": ("pauvreté : non publiée", "non donnés"),
    }
    other = {"en": "fr", "fr": "en"}[lang]
    assert all(words in text for words in told[lang])
    assert not any(words in text for words in told[other])
    assert all(remark in summary(drawn)["imputed"] for remark in drawn.imputed)


def test_a_summary_in_words_names_the_lead_and_the_hash(territory: Scenario, lang: str) -> None:
    text = summary_text(territory, lang)
    assert territory.landscape.names[territory.landscape.lead] in text
    assert territory.hash in text
