"""A territory: the Mesa model, and the order of a month (section 3)."""

from __future__ import annotations

from operator import mul
from types import SimpleNamespace

import mesa

from simul_agir.model.parameters import PARAMETERS, SWITCHES
from simul_agir.model.randomness import CRISIS, JOIN
from simul_agir.scenario import Scenario
from simul_agir.stances import Stance, get

from .actions import live_actions
from .actor import Actor
from .chance import Philox, Stream
from .choices import distance
from .collective import Network, collective_stage, read_network
from .encounters import live_encounters
from .ladder import climb, look_around
from .learning import live_learning
from .levels import Levels, set_levels
from .measures import Counts, measure
from .mutual_aid import live_mutual_aid
from .path import ReferencePath
from .proposal import Proposal
from .tie import Tie, single


def numbers_of(scenario: Scenario) -> SimpleNamespace:
    """Parameters and switches by name, and a few that follow from them."""
    values = scenario.vector()
    p = SimpleNamespace(**{name: float(values[each.position]) for name, each in PARAMETERS.items()})
    vars(p).update({name: bool(values[each.position]) for name, each in SWITCHES.items()})
    p.most_alters = int(p.alters)
    p.readiness_weights = (
        p.weight_motivation,
        p.weight_identification,
        p.weight_concern,
        p.weight_obligation,
        p.weight_social,
    )
    return p


class Territory(mesa.Model):
    """A territory under a stance. `own_luck`: take draws from Mesa's generator instead of those that belong to decisions."""

    def __init__(
        self,
        scenario: Scenario,
        stance: str | Stance = "none",
        seed: int = 1,
        replicate: int = 0,
        own_luck: bool = False,
    ) -> None:
        super().__init__(seed=seed)
        self.scenario, self.replicate = scenario, replicate
        self.seed = seed
        self.p = numbers_of(scenario)
        self.chance = Stream(self.random) if own_luck else Philox(seed, replicate)
        self.draws = self.chance.draws
        self.K, self.N = len(scenario.domains), scenario.landscape.size
        self.all_domains = (1 << self.K) - 1
        self.months_lived = 0
        self.clock = 0  # the month under way in windows
        self.needs: list[float] = scenario.needs.tolist()
        self.held = [1.0] * self.K
        self.links = sum(int(domains) << need * self.K for need, domains in enumerate(scenario.links))
        self.carried_out = [[0.0] * self.K for _ in range(12)]  # by month of the window and need
        self.acted = [0] * self.K  # sets of months
        self.won = [0] * self.K  # sets of months
        self.joined: set[tuple[int, int]] = set()
        self.queue: list[Proposal] = []
        self.budget = float(scenario.budget)
        self.purse = self.lapsed = self.money = self.effort = self.hours = self.diagnosis_work = 0.0
        self.levels = Levels()
        self.axes: list[float] = [0.0] * self.K
        self.plan: list[list[Actor]] = [[] for _ in range(self.K)]
        self.engaged_share = 0.0
        self.continuity = 0.0
        self.network, self.collective_stage = Network(), 0
        self.counts = Counts()
        self.indicators: list[dict[str, float]] = []
        self.need_levels: list[list[float]] = []
        self.present: list[Actor] = []
        self.actors = [Actor(self, place, scenario.landscape) for place in range(self.N)]
        self.lead = self.actors[scenario.landscape.lead]
        self.project_team = self.actors[scenario.landscape.project_team]
        self.V = sum(i.voice > 0 for i in self.actors)
        self.rank_voices()
        self.tie_actors()
        self.shocks = self.known_shocks()
        self.closures = {scenario.warm_up + shock.month - 1 for shock in scenario.shocks if shock.closed}
        self.take_up(stance)
        if scenario.warm_up == 0:
            self.begin_without_warm_up()

    def take_up(self, stance: str | Stance) -> None:
        """The contract is under this stance."""
        self.path = ReferencePath(self.scenario, get(stance) if isinstance(stance, str) else stance, self.p)

    def begin_without_warm_up(self) -> None:
        """Month 0 is the state before the first month."""
        self.month, self.this_month, self.window = -1, 0, 1
        look_around(self)
        self.remember_month_0()
        self.measure()
        self.path.decide(self, 0)

    def tie_actors(self) -> None:
        """Given ties in falling order of strength, as many as an actor can have in mind (section 5)."""
        given = self.scenario.landscape
        ties = zip(given.sources, given.targets, given.strengths, given.trusts, strict=True)
        for source, target, strength, trust in sorted(ties, key=lambda tie: (-tie[2], tie[1])):
            i, j = self.actors[source], self.actors[target]
            if len(i.ties) < self.p.most_alters:
                stated = min(0.98, max(0.02, float(trust)))
                before = self.p.prior_weight * self.p.trust_prior
                n = max(
                    self.p.prior_weight + 2.0,
                    before / stated,
                    (self.p.prior_weight - before) / (1.0 - stated),
                )
                tie = Tie(
                    self.p,
                    j,
                    float(strength),
                    single(float(strength) * stated),
                    successes=max(0.0, n * stated - before),
                    failures=max(0.0, n * (1.0 - stated) - (self.p.prior_weight - before)),
                )
                i.ties.append(tie)
                i.mind[j] = tie

    def rank_voices(self) -> None:
        """Who is of the third with the lowest voice at first (-1), and who of the highest (1); 0 for all others."""
        people = sorted([i for i in self.actors if i.voice > 0], key=lambda i: i.first_voice)
        for i in self.actors:
            i.third = 0
        for low, high in zip(people[: self.V // 3], people[self.V - self.V // 3 :], strict=True):
            low.third, high.third = -1, 1

    def known_shocks(self) -> dict[int, tuple[list[float], float]]:
        """Sizes by need and hardship, by month from the start of the warm-up (section 6)."""
        shocks: dict[int, tuple[list[float], float]] = {}
        for shock in self.scenario.shocks:
            month = self.scenario.warm_up + shock.month - 1
            sizes, hardship = shocks.get(month, ([0.0] * self.K, 0.0))
            sizes = [
                min(1.0, size + shock.size) if not shock.domains or domain in shock.domains else size
                for size, domain in zip(sizes, self.scenario.domains, strict=True)
            ]
            shocks[month] = (sizes, min(1.0, hardship + shock.hardship))
        return shocks

    def links_of(self, need: int) -> int:
        """The domains truly linked with a need."""
        return self.links >> need * self.K & self.all_domains

    def closed(self) -> bool:
        """Nobody may meet this month."""
        return self.p.closures and self.month in self.closures

    def unite(self) -> None:
        """What is clearly announced draws the priorities of all who are present, come to a meeting or not."""
        p, announced = self.p, sum(self.axes)
        pull = p.goal_pull * self.levels.clarity
        if not (p.shared_goal and p.priority_change and pull > 0 and announced > 0):
            return
        for i in self.actors:
            if i.voice > 0 and i.awake:
                i.priorities = [
                    share + pull * i.openness * (axis / announced - share)
                    for share, axis in zip(i.priorities, self.axes, strict=True)
                ]

    def year_begins(self) -> bool:
        """Years count from the end of the warm-up, backward too."""
        return (self.month - self.scenario.warm_up) % 12 == 0

    def call_begins(self) -> bool:
        """The first month of those whose plans wait for one call; they count like years."""
        return (self.month - self.scenario.warm_up) % int(self.p.call_months) == 0

    def call_ends(self) -> bool:
        """The month of a call."""
        months = int(self.p.call_months)
        return (self.month - self.scenario.warm_up) % months == months - 1

    def year_ends(self) -> bool:
        """The month under way is the last of a year."""
        return (self.month - self.scenario.warm_up) % 12 == 11

    def step(self) -> None:
        """One month."""
        p, month = self.p, self.months_lived - self.scenario.warm_up + 1
        self.month = self.chance.month = self.months_lived
        self.this_month, self.window = 1 << self.clock, 1 << max(0, self.clock - 11)
        self.live_context()
        set_levels(self, self.path.doses(month))
        self.agents.do("decide_engagement")
        self.unite()
        if p.encounters and not self.closed():
            live_encounters(self)
        if p.actions:
            live_actions(self)
        if p.aid:
            live_mutual_aid(self)
        if p.learning:
            live_learning(self)
        self.work_routinely()
        for i in self.actors:
            i.nobody_helps = 1.0
        self.agents.do("wear")
        self.engaged_share = sum([i.engaged and i.voice > 0 for i in self.actors]) / self.V if self.V else 0.0
        look_around(self)
        climb(self)
        if self.year_ends():
            self.network = read_network(self)
        self.collective_stage = collective_stage(self)
        if month == 0:
            self.remember_month_0()
        if month >= 0:
            self.measure()
        self.months_lived += 1
        self.clock += 1
        self.path.decide(self, month)

    def live_context(self) -> None:
        """Crisis, needs, and what comes over each actor (7.1)."""
        p = self.p
        crisis = p.shocks and self.draws(CRISIS)[0] < p.crisis_hazard
        sizes, hardship = self.shocks.get(self.month, ([0.0] * self.K, 0.0))
        self.carried_out[self.clock % 12] = [0.0] * self.K
        for need, level in enumerate(self.needs):
            rise = 0.0
            if p.need_drift:
                rise += p.need_trend + p.neglect * (1.0 - self.held[need])
            if p.shocks:
                rise += sizes[need] + (p.crisis_size if crisis else 0.0)
            self.needs[need] = level + min(rise, 1.0) * (1.0 - level)
        if self.months_lived == 0:
            for i in self.actors:
                i.reluctance = self.draws(JOIN, i.place)[0]
                i.draw_reliability(0, 0)
        suffered = hardship + (p.crisis_hardship if crisis else 0.0)
        self.agents.do("begin_month", suffered)
        self.counts = Counts()

    def work_routinely(self) -> None:
        """Routine work done holds the needs (7.10)."""
        self.agents.do("work")
        due, done = [i.hours_due for i in self.actors], [i.hours_done for i in self.actors]
        for need in range(self.K):
            shares = [i.mandate[need] for i in self.actors]
            asked = sum(map(mul, due, shares))
            self.held[need] = sum(map(mul, done, shares)) / asked if asked > 0 else 1.0
        self.continuity = sum(done) / sum(due) if sum(due) > 0 else 1.0
        self.hours += sum([i.hours_given for i in self.actors])

    def remember_month_0(self) -> None:
        """What the contract is measured against."""
        self.money = self.hours = 0.0
        for i in self.actors:
            i.best_stage = i.stage
            i.first_trust, i.first_links = i.mean_trust, i.links
            i.first_alignment = 1.0 - distance(i.priorities, self.mean_priorities)

    def measure(self) -> None:
        """The month's figures."""
        self.indicators.append(measure(self))
        self.need_levels.append(self.needs.copy())
