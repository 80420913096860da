"""An actor: what it is and has (section 2), whom it has in mind, and the small rules of section 7.0."""

from __future__ import annotations

from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING

import mesa

from simul_agir.stances.stance import STANCE_NAMES

from .chance import opened, word_with
from .choices import distance, doublings, member
from .living import Living
from .tie import Tie, single

if TYPE_CHECKING:
    from simul_agir.scenario import Landscape

    from .territory import Territory


class Actor(Living, mesa.Agent):
    """One organisation or group. Sets of months and of domains are whole numbers: month t is bit t, domain k bit k.

    `links` holds all it believes, the link from need k to domain l as bit k K + l.
    """

    def __init__(self, model: Territory, place: int, landscape: Landscape) -> None:
        super().__init__(model)
        self.place = place
        self._take_attributes(landscape)
        self._take_profiles(landscape)
        self.fatigue = self.hardship = self.habit = self.help_received = 0.0
        self.latent, self.awake = bool(landscape.latent[place]), not landscape.asleep[place]
        self.idle = 0
        self.engaged = False
        self.new_person = False
        self.seen_engaged = 0.0
        self.mean_trust = self.model.p.trust_prior
        self.aspiration = 0.5
        self.action_gain = self.meeting_gain = 0.0  # running motivation an hour
        self.work_share = self.meeting_left = self.invited = 0.0
        self.deeds_by_month, self.meetings_by_month = [0.0] * 12, [0] * 12
        self.practices = 0
        self.hours_left = self.hours_given = self.hours_due = self.hours_done = 0.0
        self.ordinary_left = self.earmarked_left = self.in_kind_left = 0.0
        self.outside = self.joint = self.obliged = self.facilitated = 0  # sets of months
        self.proposals, self.prompt = [0] * 12, [0] * 12
        self.help_probability = [0.0] * 12
        self.nobody_helps = 1.0
        self.training_weight = 1.0
        self.ties: list[Tie] = []
        self.mind: dict[Actor, Tie] = {}
        self.working: list[tuple[Tie, Tie | None]] = []
        self.partners = 0
        self.stage = self.best_stage = 0
        self.index = 0.0
        self.alignment = self.understanding = 0.0
        self.first_links, self.first_trust, self.first_alignment = 0, 0.0, 0.0

    def _take_attributes(self, landscape: Landscape) -> None:
        given = {name: float(values[self.place]) for name, values in landscape.attributes.items()}
        self.motivation = self.intrinsic_motivation = given["motivation"]
        self.identification = self.first_identification = given["identification"]
        self.skill = self.first_skill = given["cooperation_skill"]
        self.postures = [given[f"posture_{stance}"] for stance in STANCE_NAMES]
        self.first_postures = self.postures.copy()
        self.voice = self.first_voice = given["voice"]
        self.reliability = self.reluctance = 0.0
        self.ordinary, self.earmarked, self.in_kind = given["ordinary"], given["earmarked"], given["in_kind"]
        self.dependence, self.exposure = given["grant_dependence"], given["exposure"]
        self.proximity, self.power = given["proximity"], given["public_power"]
        self.capacity, self.openness, self.threshold = (
            given["capacity"],
            given["openness"],
            given["threshold"],
        )
        self.turnover_chance = 1.0 - (1.0 - given["turnover"]) ** (1.0 / 12.0)

    def _take_profiles(self, landscape: Landscape) -> None:
        p = self.model.p
        self.expertise: list[float] = landscape.expertise[self.place].tolist()
        self.comfort = self.expertise.copy()
        self.mandate: list[float] = landscape.mandate[self.place].tolist()
        self.priorities = self.mandate.copy()
        self.derive()
        self.links = sum(
            int(domains) << need * len(self.mandate)
            for need, domains in enumerate(landscape.understanding[self.place])
        )
        self.comfort_ratio = 1.0
        self.competence_mask = sum(1 << k for k, e in enumerate(self.expertise) if e >= p.working_comfort)

    def derive(self) -> None:
        """What follows from expertise and mandate."""
        self.apart: dict[Actor, float] = {}  # distances of expertise, as they are asked for
        self.breadth = sum(self.expertise)
        self.shape = [e / self.breadth if self.breadth > 0 else 0.0 for e in self.expertise]
        self.field = self.mandate.index(max(self.mandate))
        self.own_concern = [len(self.mandate) * share >= self.model.p.own_field for share in self.mandate]

    # --- hours -------------------------------------------------------------------------------------------------------

    def working_hours(self) -> float:
        """Hours it can work this month."""
        if not self.awake:
            return 0.0
        return self.capacity * (1.0 - self.model.p.hardship_cost * self.hardship)

    def available_hours(self) -> float:
        """The same, as far as it is not tired."""
        return self.working_hours() * (1.0 - self.fatigue)

    def spend(self, hours: float) -> None:
        """Give hours to change."""
        self.hours_left -= hours
        self.hours_given += hours

    def hours_asked(self, hours: float) -> float:
        """Hours that something of so many asks of it: those of a low voice are supported, as far as the stance does."""
        return hours * (1.0 - self.model.levels.amplify * (1.0 - self.voice))

    def has_hours_to_meet(self, hours: float) -> bool:
        """Of its own, and of those that it leaves to meetings."""
        return self.hours_left >= hours and (self.meeting_left >= hours or not self.model.p.division)

    def spend_on_meeting(self, hours: float) -> None:
        """Give hours to a meeting."""
        self.spend(hours)
        self.meeting_left -= hours

    # --- what it wants and knows ---------------------------------------------------------------------------------------

    def takes_part_in(self, need: int) -> bool:
        """Whether it takes part in something about this need."""
        return self.awake and (self.engaged or self.own_concern[need])

    def topic(self, u: float) -> int:
        """A need, in proportion to what it weighs to the actor."""
        profile = self.priorities if self.engaged else self.mandate
        sums = list(accumulate(map(mul, profile, self.model.needs)))
        if sums[-1] <= 0:
            return int(u * len(sums))
        aim = u * sums[-1]
        for need, so_far in enumerate(sums):
            if aim - so_far < 0:
                return need
        return len(sums) - 1

    def believed(self, need: int) -> int:
        """The domains that it believes linked with a need."""
        return self.links >> need * self.model.K & self.model.all_domains

    def adopt_one_link(self, need: int, shown: int, u: float) -> None:
        """Take over one of the links in which the domains shown differ from those it believes."""
        differing = self.believed(need) ^ shown
        if differing:
            self.links ^= 1 << need * self.model.K + member(differing, int(u * differing.bit_count()))

    @property
    def recent_actions(self) -> float:
        """Joint actions carried out in twelve months, this one included, by weight."""
        return sum(self.deeds_by_month)

    @property
    def meetings(self) -> int:
        """Meetings in twelve months, this one included."""
        return sum(self.meetings_by_month)

    # --- small rules -----------------------------------------------------------------------------------------------------

    def identify(self, success: bool, rate: float) -> None:
        """Identification follows an outcome."""
        if self.model.p.identification_change:
            if success:
                self.identification += rate * (1.0 - self.identification)
            else:
                self.identification -= rate * self.identification

    def identify_by_meeting(self, agreed: bool, kept: float) -> None:
        """Identification follows a meeting; of what agreement gives, a share is kept."""
        rate = self.model.p.identification_meeting
        if agreed and self.model.p.identification_change:
            self.identification += rate * kept * (1.0 - self.identification)
        else:
            self.identify(agreed, rate)

    def met(self, kappa: float) -> None:
        """One more meeting: it costs motivation as far as nothing follows, and that is remembered an hour."""
        p, place = self.model.p, self.model.clock % 12
        gained = 0.0
        if p.consequences and p.motivation_change:
            left = max(0.0, self.motivation - p.idle_talk * (1.0 - kappa))
            gained, self.motivation = left - self.motivation, left
        if p.meeting_hours > 0:
            self.meeting_gain += p.hour_memory * (gained / p.meeting_hours - self.meeting_gain)
        self.meetings_by_month[place] = min(31, self.meetings_by_month[place] + 1)

    def identify_by_doing(self, success: bool, weight: float) -> None:
        """Doing something together ties to the group, and so does an outcome better than expected."""
        p = self.model.p
        if p.identification_change and p.doing_together:
            g, surprise = self.identification, (1.0 if success else 0.0) - self.aspiration
            g += weight * (p.doing_gain * (1.0 - g) + p.doing_surprise * surprise)
            self.identification = min(1.0, max(0.0, g))

    def practise(self, weight: float = 1.0) -> None:
        """One practice of cooperation; nobody who practises is idle."""
        p = self.model.p
        self.practices += 1
        self.habit += p.habit_gain * weight * (1.0 - self.habit)
        if p.learning:
            self.skill += p.practice_gain * weight * (1.0 - self.skill)
        self.idle = 0

    def be_heard(self, led: bool) -> None:
        """An action carried out raises the voice, twice as much of the one who led it; who had none gets none."""
        if self.model.p.moving_voice and self.first_voice > 0:
            gain = self.model.p.voice_gain * (2.0 if led else 1.0)
            self.voice += gain * (1.0 - self.voice)

    def approach(self, other: Actor) -> None:
        """The priorities of two come closer, as far as each is open."""
        step, step_back = (self.model.p.convergence * i.openness for i in (self, other))
        gaps = [b - a for a, b in zip(self.priorities, other.priorities)]
        self.priorities = [a + step * gap for a, gap in zip(self.priorities, gaps)]
        other.priorities = [b - step_back * gap for b, gap in zip(other.priorities, gaps)]

    def feel(self, surprise: float) -> None:
        """Motivation follows surprise."""
        p = self.model.p
        if p.motivation_change:
            room = 1.0 - self.motivation if surprise > 0 else self.motivation
            self.motivation += p.motivation_surprise * surprise * room

    def weigh_up(self, success: bool, weight: float) -> None:
        """An action's outcome is felt against what was expected, and moves what is expected."""
        p, surprise = self.model.p, (1.0 if success else 0.0) - self.aspiration
        self.feel(surprise * weight)
        if p.motivation_change:
            self.aspiration += p.aspiration_rate * weight * surprise

    def widen(self, other: Actor, trust: float) -> None:
        """Comfort grows toward another's expertise: novelty times understandability."""
        p = self.model.p
        if not p.comfort_change:
            return
        if other not in self.apart:
            self.apart[other] = distance(self.shape, other.shape)
        x = self.apart[other] / p.comfort_reach
        if x < 1:
            gain = p.comfort_gain * trust * 4.0 * x * (1.0 - x)
            if gain > 0:
                self.comfort = [
                    c + gain * (e - c) if c < e else c for c, e in zip(self.comfort, other.expertise)
                ]

    # --- ties ------------------------------------------------------------------------------------------------------------

    def take_in_mind(self, other: Actor) -> None:
        """Have another in mind; where there is no room the weakest alter is forgotten."""
        if other in self.mind:
            return
        p = self.model.p
        if len(self.ties) >= p.most_alters:
            self.forget(min(range(len(self.ties)), key=lambda place: self.ties[place].strength))
        tie = Tie(p, other, p.new_tie, single(p.trust_prior * p.new_tie))
        self.ties.append(tie)
        self.mind[other] = tie

    def join(self, other: Actor) -> None:
        """Two have each other in mind."""
        self.take_in_mind(other)
        other.take_in_mind(self)

    def forget(self, place: int) -> None:
        """Forget the alter at this place of the list; the last takes the place."""
        tie = self.ties[place]
        self.ties[place] = self.ties[-1]
        del self.ties[-1]
        del self.mind[tie.alter]

    def drawn_alter(self, word: int) -> Actor | None:
        """An alter, in proportion to its pull, by a race; nobody where no pull is left."""
        best, fastest = None, 0.0
        for tie in self.ties:
            speed = tie.weight / doublings(opened(word_with(word, tie.alter.place)))
            if speed > fastest:
                best, fastest = tie.alter, speed
        return best

    def any_alter(self, word: int) -> Actor:
        """An alter, each as likely as another."""
        return max((tie.alter for tie in self.ties), key=lambda alter: word_with(word, alter.place))

    def trust_in(self, other: Actor) -> float:
        """Trust in another; in one whom it has not in mind, what one trusts before any outcome."""
        tie = self.mind.get(other)
        return tie.trust if tie else self.model.p.trust_prior

    def strengthen(self, other: Actor, weight: float = 1.0) -> None:
        """A contact adds to the tie."""
        tie = self.mind[other]
        tie.strength += self.model.p.tie_gain * weight * (1.0 - tie.strength)

    def record(self, other: Actor, success: bool, weight: float = 1.0) -> None:
        """What another did becomes evidence of trust; a `weight` below 1 counts, and makes forget, as much less."""
        p = self.model.p
        if p.trust_change:
            tie = self.mind[other]
            kept = 1.0 - weight * (1.0 - p.trust_memory)
            tie.successes *= kept
            tie.failures *= kept
            if success:
                tie.successes += weight
            else:
                tie.failures += weight * p.failure_weight

    def sought(self, other: Actor) -> None:
        """It sought the other, or worked with it, of its own will."""
        self.mind[other].contact |= self.model.this_month


def mutual_trust(i: Actor, j: Actor) -> float:
    """Of two actors; to look at it ties nobody."""
    return (i.trust_in(j) * j.trust_in(i)) ** 0.5
