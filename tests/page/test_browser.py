"""The page in a real browser: Debian's Chromium, driven by Playwright. One browser and one server for all tests."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.page.conftest import Running, own_table

from simul_agir.page.kit import kit
from simul_agir.scenario import Scenario

CHROMIUM = shutil.which("chromium")
if not CHROMIUM and not os.environ.get("CI"):
    pytest.skip("no chromium on this machine: apt-get install chromium", allow_module_level=True)

import axe_playwright_python  # noqa: E402
from playwright.sync_api import Browser, Page  # noqa: E402

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
SERIOUS = ("serious", "critical")
LIMIT = 120_000  # milliseconds for anything: nothing here measures time, and the machine may be busy
SCREENS = {
    "predict": ".choices li",
    "reveal": ".verdict",
    "whatif": ".three .uncertain",
    "branch": ".chooser",
    "profile": "table.profile",
    "story": ".turn, .storyview .verdict",
    "diagnose": ".types tbody tr, .typesbox p",
    "territories": ".sidebyside .fan",
    "import": "#table-file",
    "dossier": ".dossierview",
}
WALLS = {  # classes of the wall's screens
    "whatif": "whatif",
    "profile": "profileview",
    "diagnose": "diagnosis",
    "story": "storyview",
    "predict": "predict",
}
Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, running: Running) -> Iterator[Open]:
    """Opens a page of a role; whatever fails in it, or leaves this host, fails the test."""
    contexts, faults = [], []

    def open_(path: str = "/facilitator/", lang: str = "fr", theme: str = "light", **more: Any) -> Page:
        context = browser.new_context(locale="fr-FR" if lang == "fr" else "en-GB", **more)
        contexts.append(context)
        context.set_default_timeout(LIMIT)
        context.add_init_script(
            f"localStorage.setItem('lang','{lang}'); localStorage.setItem('theme','{theme}')"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None,
        )
        page.on("request", lambda asked: _same_host(asked.url, running.base, faults))
        if path.startswith("/facilitator"):
            context.request.get(running.enter)  # the cookie is the context's
        page.goto(running.base + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def _same_host(url: str, base: str, faults: list[str]) -> None:
    host = base.split("//")[1]
    if not url.startswith((base, f"ws://{host}", "data:", "blob:", "about:")):
        faults.append(f"asked another host: {url}")


def until(page: Page, condition: str) -> None:
    """Waits until something holds in the page. (Playwright's own way evaluates text there, which the policy forbids.)"""
    for _ in range(LIMIT // 50):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def serious(page: Page) -> list[str]:
    """What axe finds serious on a page, in a line each."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:140]}"
        for each in found["violations"]
        if each["impact"] in SERIOUS
    ]


def test_the_first_fans_come_by_themselves_with_all_stances(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".fan .line")
    assert page.locator(".fan .line:not(.later)").count() == 6
    page.wait_for_selector(".status.fresh")
    assert page.locator("#verdict").inner_text().startswith("Dans ")
    assert "200" in page.locator(".status").first.inner_text()
    assert page.locator(".bullseye .actor, .bullseye .asleep").count() == 12


def test_fans_redraw_while_a_slider_is_dragged_and_undo_brings_them_back(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".status.fresh")
    numbers = "Array.from(page.app.answers.now.blocks.quantiles).join()"
    before = page.evaluate(numbers)
    page.evaluate(
        "() => { const r = document.querySelector('#set-effort'); r.value = r.max; r.dispatchEvent(new Event('input')); }"
    )
    until(page, "page.app.answers.now.head.settings.effort !== undefined")
    assert page.locator(".ghost").count() >= 2
    until(page, "page.app.status.kind === 'fresh'")
    assert page.evaluate(numbers) != before
    assert "x-effort=" in page.url
    page.locator("#undo").click()
    until(page, "page.app.status.kind === 'fresh' && !('effort' in page.app.answers.now.head.settings)")
    assert page.evaluate(numbers) == before


def test_a_number_that_is_refused_says_what_is_allowed_and_moves_nothing(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".status.fresh")
    field = page.locator("#set-turnover-n")
    field.fill("12")
    field.press("Enter")
    assert field.get_attribute("aria-invalid") == "true"
    assert "0" in page.locator("[data-key=turnover] .refused").inner_text()
    field.fill("1,5")
    field.press("Enter")
    until(page, "page.app.state.settings.turnover === 1.5")
    assert field.get_attribute("aria-invalid") is None


def test_the_state_in_the_link_opens_the_same_picture(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=whatif&p=residents.mixed&m=12&x-money=0.5")
    until(page, "page.app.answers.now && page.app.state.month === 12")
    assert page.evaluate("page.app.state.pair") == ["residents", "mixed"]
    assert page.evaluate("page.app.answers.now.head.settings") == {"money": 0.5}


def test_every_call_of_the_engine_has_its_contract_in_the_browser(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".status.fresh")
    missing = page.evaluate(
        """async () => {
          const { CALLS } = await import('/static/js/engine/interface.js');
          const able = await page.engine.capabilities();
          const lacks = [...CALLS, 'cancel', 'capabilities'].filter((call) => typeof page.engine[call] !== 'function');
          const base = { territory: 'classroom', settings: {} };
          const asked = { branch: { ...base, stance: 'residents', turn: 'mixed', month: 6, runs: 4 },
            network: { ...base, stance: 'residents', run: 0 }, story: { ...base, stance: 'residents', run: 0 },
            sensitivity: { ...base, arms: ['residents'] }, compare: { ...base, rest: true } };
          for (const call of CALLS.filter((each) => each !== 'report')) {
            const said = await new Promise((done) => page.engine[call](asked[call] ?? base, (found) => done(found.head.call),
              { channel: 'contract', fail: () => done('refused') }));
            const due = able.calls[call].can ? call : 'refused';
            if (said !== due) lacks.push(`${call}: ${said}`);
          }
          return lacks;
        }"""
    )
    assert missing == []


def test_a_branch_shows_both_futures_and_why_they_part(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=branch&p=residents.resilience&m=36")
    page.locator("#fork-month").fill("12")
    page.locator("#fork-turn").select_option("resilience")
    page.locator(".chooser button[type=submit]").click()
    page.wait_for_selector(".branch:not(.empty) .fan .line")
    assert page.locator(".branch .fan .line:not(.later)").count() == 2
    assert page.locator(".branch .fan .line.later").count() == 2
    assert page.locator(".branch .fan .support").count() == 1
    assert "12" in page.locator(".question").inner_text()
    until(page, "page.app.answers.branch.head.shares_runs > 0")
    assert page.locator(".firstapart h3").count() == 2


def test_a_vote_by_phone_and_a_reveal_on_the_wall(open_page: Open, running: Running) -> None:
    leader = open_page("/facilitator/#t=classroom&s=predict")
    leader.locator("text=Ouvrir le vote").click()
    phone = open_page("/", viewport={"width": 390, "height": 844})
    phone.locator("#word").fill(running.served.room.word)
    phone.locator("form button").click()
    phone.locator(".card").nth(1).click()
    phone.wait_for_selector("text=Envoyé : B")
    wall = open_page(running.wall.removeprefix(running.base), viewport={"width": 1920, "height": 1080})
    until(leader, "page.app.answers.now?.head.full")
    until(leader, "page.app.session?.vote?.received === 1")
    leader.evaluate("page.publish()")
    wall.wait_for_selector("text=/Votes reçus.: 1$/")
    leader.evaluate("page.screen('reveal')")
    leader.evaluate("page.publish()")
    wall.wait_for_selector(".reveal")
    assert wall.locator(".ballots").count() == 0
    leader.locator("button.strong:has-text('Révéler')").click()
    wall.wait_for_selector(".ballots")
    assert "La salle" in wall.locator("#verdict").inner_text()
    assert wall.locator("button, input, select, a").count() == 0


def test_what_is_sent_while_the_wall_still_fetches_its_words_is_shown(
    open_page: Open, running: Running
) -> None:
    leader = open_page("/facilitator/#t=classroom&s=predict")
    until(leader, "page.app.answers.now?.head.full")
    wall = open_page("/", viewport={"width": 1920, "height": 1080})
    held: list[Any] = []
    wall.route("**/words/*.json", lambda route: held.append(route))
    wall.goto(running.wall)
    leader.evaluate("page.publish()")
    while not held:
        wall.wait_for_timeout(50)
    leader.evaluate("page.publish()")
    leader.evaluate("page.publish()")
    wall.wait_for_timeout(500)
    for each in held:
        each.continue_()
    wall.wait_for_selector(".choices li")
    wall.wait_for_timeout(300)
    assert wall.locator(".wallempty").count() == 0


def vote_of(page: Page, running: Running) -> Page:
    """A phone that has joined."""
    page.locator("#word").fill(running.served.room.word)
    page.locator("form button").click()
    return page


def test_a_phone_that_is_reloaded_still_shows_its_card_and_its_answers(
    open_page: Open, running: Running
) -> None:
    leader = open_page("/facilitator/#t=classroom&s=predict")
    leader.wait_for_selector(".choices li")
    leader.evaluate("page.line.say({type:'ask',choices:['residents','resilience','none_stands_out']})")
    leader.evaluate("page.line.say({type:'question',moment:'before'})")
    phone = vote_of(open_page("/", viewport={"width": 390, "height": 844}), running)
    phone.locator(".card").nth(1).click()
    phone.locator("input[name=alone]").nth(3).check()
    until(leader, "page.app.session.vote.received === 1")
    phone.wait_for_selector("text=Envoyé : B")
    phone.reload()
    phone.wait_for_selector("text=Envoyé : B")
    assert phone.locator(".card[aria-pressed=true] .letter").inner_text() == "B"
    assert phone.locator("input[name=alone]:checked").get_attribute("value") == "4"
    leader.evaluate("page.line.say({type:'question',moment:'after'})")
    phone.wait_for_selector("h1:has-text('Et maintenant')")
    assert phone.locator("input:checked").count() == 0  # the same questions are asked anew
    leader.evaluate("page.line.say({type:'question',moment:''})")


def test_a_phone_without_a_network_keeps_its_card_for_this_vote_alone(
    open_page: Open, running: Running
) -> None:
    leader = open_page("/facilitator/#t=classroom&s=predict")
    leader.wait_for_selector(".choices li")
    ask = "page.line.say({type:'ask',choices:['residents','resilience','none_stands_out']})"
    leader.evaluate(ask)
    phone = vote_of(open_page("/", viewport={"width": 390, "height": 844}), running)
    phone.wait_for_selector(".card")
    phone.context.set_offline(True)
    phone.evaluate("() => { window.stopped = true; }")
    phone.locator(".card").nth(2).click()
    phone.context.set_offline(False)
    until(leader, "page.app.session.vote.received === 1")
    assert leader.evaluate("page.app.session.vote.totals") == [0, 0, 1]
    leader.evaluate(ask)
    until(leader, "page.app.session.vote.received === 0")
    phone.wait_for_selector("text=Choisissez une carte")


def test_what_another_tab_of_the_facilitator_sent_stays_on_the_wall(
    open_page: Open, running: Running
) -> None:
    leader = open_page("/facilitator/#t=classroom&s=whatif")
    second = open_page("/facilitator/#t=classroom&s=diagnose")
    wall = open_page("/" + running.wall.split("/", 3)[3])
    until(leader, "page.app.answers.now?.head.full && page.app.answers.life")
    leader.evaluate("page.publish()")
    wall.wait_for_selector(".whatif .fan")
    until(leader, "page.sent?.seen")
    until(second, "page.app.answers.diagnose?.head.draws === 20")
    second.evaluate("page.publish()")
    wall.wait_for_selector(".diagnosis .types")
    until(leader, "page.sent === null")  # it brings nothing up to date any more
    assert leader.locator("#rail .thumbpictures").count() == 0


def test_the_wall_waits_for_the_numbers_of_the_settings_on_screen(open_page: Open, running: Running) -> None:
    leader = open_page("/facilitator/#t=classroom&s=whatif")
    wall = open_page("/" + running.wall.split("/", 3)[3])
    until(leader, "page.app.answers.now?.head.full")
    leader.evaluate(
        """() => {
          const range = document.querySelector('#set-money');
          range.value = 0.5;
          range.dispatchEvent(new Event('input'));
          page.publish();
        }"""
    )
    assert leader.evaluate("page.sent") is None
    until(leader, "page.sent !== null")
    wall.wait_for_selector(".whatif .fan")
    assert leader.evaluate("page.app.answers.now.head.settings.money") == 0.5


def test_an_answer_about_settings_that_were_moved_is_set_aside(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=whatif&x-money=0.75")
    until(page, "page.app.answers.now?.head.full")
    page.evaluate(
        """() => {
          page.screen('profile');
          page.undone = [];
          const cancel = page.engine.cancel.bind(page.engine);
          page.engine.cancel = (ticket) => { page.undone.push(ticket.channel); cancel(ticket); };
          page.screen('whatif');
          const range = document.querySelector('#set-money');
          range.value = 0.25;
          range.dispatchEvent(new Event('input'));
        }"""
    )
    until(page, "page.undone.includes('profile')")
    assert page.evaluate("page.app.answers.profile === undefined")


def test_the_wall_is_blanked_shown_again_and_plays_the_change(open_page: Open, running: Running) -> None:
    leader = open_page("/facilitator/#t=classroom&s=whatif&x-money=0.5")
    wall = open_page("/" + running.wall.split("/", 3)[3])
    until(leader, "page.app.answers.now?.head.full && page.app.answers.before && page.app.answers.life0")
    leader.evaluate("page.publish()")
    wall.wait_for_selector(".whatif .fan")
    leader.keyboard.press("b")
    wall.wait_for_selector("#cover:not(.hidden)")
    leader.keyboard.press("Escape")
    wall.wait_for_selector("#cover.hidden", state="attached")
    ends = "document.querySelector('.fan .line').getAttribute('d')"
    before = wall.evaluate(ends)
    leader.keyboard.press("r")
    until(wall, f"{ends} !== {before!r}")
    until(wall, f"{ends} === {before!r}")


def test_life_goes_on_after_support_on_the_chart_the_network_and_in_the_table(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=whatif")
    until(page, "page.app.answers.now?.head.full && page.app.answers.life")
    assert page.locator(".fan .support").count() == 1
    assert page.locator(".fan .line.later").count() == 6
    assert page.evaluate("page.app.answers.now.shapes.quantiles[2]") == 36 + 1 + 24
    months = page.locator("input.months")
    months.press("End")
    until(page, "document.querySelector('input.months').getAttribute('aria-valuetext').includes('60')")
    assert "après l’appui" in (months.get_attribute("aria-valuetext") or "")
    assert "mois 60" in (page.locator(".fan").text_content() or "")
    page.locator("#footer button:has-text('Tableau des nombres')").click()
    assert "mois 48 (après l’appui)" in page.locator("#dialog").inner_text()
    assert page.locator("#dialog table").count() == 3


def test_a_table_is_dropped_in_and_opened(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=import")
    table = own_table()
    page.locator("#table-file").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"id;kind\nx;nobody\n"}
    )
    page.wait_for_selector(".openquestions select")
    page.locator("#table-file").set_input_files(
        {"name": "b.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.locator("#open-own").click()
    page.wait_for_selector(".fan .line")
    assert page.evaluate("page.app.state.territory").startswith("own-")
    assert "Mairie" not in page.url


def test_what_a_table_leaves_open_is_answered_on_the_page(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=import")
    table = own_table().replace("Asso;association;", "Truc;zzz qqq;")
    page.locator("#table-file").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.wait_for_selector(".openquestions")
    assert serious(page) == []
    page.locator("#open-0").select_option("association")
    page.locator(".openquestions button[type=submit]").click()
    page.wait_for_selector("#open-own")
    assert page.locator("#open-0").input_value() == "association"
    report = page.locator(".report").inner_text()
    assert "zzz qqq" in report
    assert "Questions" not in report  # they are asked beside it


def test_units_are_asked_in_words(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=import")
    table = "nom;type;budget\nMairie;commune;120000\nProjet;équipe projet;80000\nEntraide;association;12000\n"
    page.locator("#table-file").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.wait_for_selector("#open-own")
    told = page.locator(".understood").inner_text()
    assert "milliers d’euros par an" in told
    assert "keuros" not in told
    assert "euros/year" not in told


def test_the_dossier_is_a_click(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=dossier")
    page.locator(".dossierview button.strong").first.click()
    with page.expect_download(timeout=LIMIT) as download:
        page.locator("a[download]").click()
    assert download.value.suggested_filename.startswith("simul_agir-classroom")


def test_a_path_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".status.fresh")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "verdict"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "set-effort":
            break
    start = page.evaluate("page.app.territory.sliders[0].start")
    page.keyboard.press("ArrowRight")
    until(page, f"page.app.state.settings.effort > {start}")
    page.keyboard.press("End")
    until(page, "page.app.state.settings.effort === page.app.territory.sliders[0].high")
    page.keyboard.press("Control+z")
    until(page, "Object.keys(page.app.state.settings).length === 0 || page.app.state.settings.effort < 99")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("f")
    page.wait_for_selector(".chooser")
    page.keyboard.press("l")
    until(page, "document.documentElement.lang === 'en'")
    page.keyboard.press("b")
    assert page.locator("#cover").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#cover").is_visible()
    page.keyboard.press("?")
    assert page.locator("dialog h2").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_serious_on_any_screen(open_page: Open, theme: str) -> None:
    page = open_page(theme=theme, lang="en" if theme == "dark" else "fr")
    page.wait_for_selector(".status.fresh")
    found = []
    for screen, sign in SCREENS.items():
        page.evaluate(f"page.screen('{screen}')")
        page.wait_for_selector(sign)
        found += [f"{screen}: {line}" for line in serious(page)]
    assert found == []


@pytest.mark.parametrize("path", ["/", "/accessibility", "/notice", "/facilitator/kit/fr"])
def test_axe_finds_nothing_serious_on_the_other_pages(open_page: Open, path: str) -> None:
    page = open_page(path, viewport={"width": 390, "height": 844})
    page.wait_for_selector("h1")
    assert serious(page) == []


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_serious_on_the_wall(open_page: Open, running: Running, theme: str) -> None:
    leader = open_page("/facilitator/#t=classroom&s=whatif", theme=theme)
    wall = open_page("/" + running.wall.split("/", 3)[3], viewport={"width": 1920, "height": 1080})
    until(leader, "page.app.answers.now?.head.full && page.app.answers.life")
    found = []
    for screen in ("whatif", "profile", "diagnose", "story", "predict"):
        leader.evaluate(f"page.screen('{screen}')")
        leader.wait_for_selector(SCREENS[screen])
        leader.evaluate("page.publish()")
        wall.wait_for_selector(f".{WALLS[screen]}.wallscreen")
        found += [f"{screen}: {line}" for line in serious(wall)]
        assert wall.evaluate("document.documentElement.scrollHeight - innerHeight") <= 1, screen
    assert found == []


def test_axe_finds_nothing_serious_on_a_phone_nor_in_the_tables(open_page: Open, running: Running) -> None:
    leader = open_page("/facilitator/#t=classroom&s=predict")
    leader.wait_for_selector(".choices li")
    leader.evaluate("page.line.say({type:'ask',choices:['residents','resilience','none_stands_out']})")
    leader.evaluate("page.line.say({type:'question',moment:'before'})")
    phone = open_page("/", viewport={"width": 390, "height": 844})
    phone.locator("#word").fill(running.served.room.word)
    phone.locator("form button").click()
    phone.wait_for_selector(".card")
    phone.wait_for_selector(".scale")
    assert serious(phone) == []
    leader.evaluate("page.line.say({type:'question',moment:''})")
    until(leader, "page.app.answers.now?.head.full && page.app.answers.life")
    leader.evaluate("page.screen('whatif')")
    leader.locator("#footer button:has-text('Tableau des nombres')").click()
    assert serious(leader) == []


def test_who_knows_the_word_may_explore_alone(open_page: Open, running: Running) -> None:
    page = open_page("/?explore")
    page.locator("#word").fill(running.served.room.word)
    page.locator("form button").click()
    page.wait_for_selector(".fan .line")
    assert page.locator("#rail").count() == 0


@pytest.mark.parametrize(("width", "height", "most"), [(390, 844, 1), (820, 1100, 6), (1280, 720, 6)])
def test_few_sliders_are_in_sight_and_the_verdict_stays_there(
    open_page: Open, width: int, height: int, most: int
) -> None:
    page = open_page("/facilitator/#t=classroom&s=whatif", viewport={"width": width, "height": height})
    page.wait_for_selector(".three .uncertain")
    until(page, "page.sorted")
    assert page.locator("#sliders .setting:visible").count() == most
    assert page.locator("#drawer .setting:visible").count() == 0
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    until(page, "document.querySelector('#verdict').getBoundingClientRect().top >= -1")
    slider = "document.querySelector('#sliders .setting.chosen input').getBoundingClientRect()"
    assert page.evaluate(f"{slider}.bottom <= innerHeight") or width == 1280
    page.locator("#more").click()
    assert page.locator("#drawer .setting:visible").count() == 5
    if width == 390:
        page.locator("#which").select_option("crisis")
        assert page.locator("#sliders .setting:visible").get_attribute("data-key") == "crisis"


def test_whoever_goes_by_keyboard_stays_where_they_are(open_page: Open) -> None:
    page = open_page("/facilitator/#t=classroom&s=whatif")
    until(page, "page.app.answers.now?.head.full")
    page.locator("#rail button:has-text('Diagnostic')").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".types tbody tr")
    assert "Diagnostic" in page.evaluate("document.activeElement.textContent")
    page.locator("#rail button:has-text('Et si')").first.focus()
    page.keyboard.press("Enter")
    page.locator(".monthbar button:has-text('Bifurquer')").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".chooser")
    assert page.evaluate("document.activeElement.id") == "verdict"


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_runs_out_of_the_page_sideways(open_page: Open, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    page.wait_for_selector(".status.fresh")
    for screen, sign in SCREENS.items():
        page.evaluate(f"page.screen('{screen}')")
        page.wait_for_selector(sign)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1, screen


def test_a_lost_connection_keeps_the_last_answer(open_page: Open) -> None:
    page = open_page()
    page.wait_for_selector(".status.fresh")
    page.evaluate("page.line.socket.close()")
    until(page, "page.app.status.kind === 'lost' || page.line.open")
    until(page, "page.line.open")
    until(
        page, "document.querySelectorAll('.fan .line:not(.later)').length === 6"
    )  # it may be drawing the answer anew


def test_every_sheet_of_the_kit_is_one_sheet_of_paper(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(kit(Scenario.load("loos-en-gohelle"), 1, "fr", alone=True))
    sheets = page.locator(".sheet").count()
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets
