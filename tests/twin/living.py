"""What an actor lives by itself, month by month: context, engagement, routine work, wearing off (7.1, 7.3, 7.10, 7.11)."""

from __future__ import annotations

from math import exp
from operator import mul

from simul_agir.model.randomness import LUCK, RELIABLE, SLEEP

from .helping import chance_of_help
from .reliability import drawn_reliability
from .tie import single

MOST_FATIGUE = 0.9


class Living:
    """The part of an actor that lives its months."""

    # --- 7.1 -----------------------------------------------------------------------------------------------------------

    def begin_month(self, hardship: float) -> None:
        """Context: `hardship` is what a wholly exposed actor suffers from crisis and known shocks."""
        p, place = self.model.p, self.model.clock % 12
        shock, leaves, _, _ = self.model.draws(LUCK, self.place)
        self.proposals[place] = self.prompt[place] = self.meetings_by_month[place] = 0
        self.deeds_by_month[place] = 0.0
        self.hours_given = self.invited = 0.0
        self.practices = 0
        if self.model.call_begins():
            self.ordinary_left = self.earmarked_left = self.in_kind_left = 0.0
        self.ordinary_left += p.ordinary_margin * self.ordinary
        self.earmarked_left += self.earmarked
        self.in_kind_left += self.in_kind
        self.help_received *= p.help_memory
        self.hardship *= 1.0 - p.recovery
        if p.shocks:
            self.hardship += (1.0 - self.hardship) * min(1.0, hardship * self.exposure)
            if shock < p.shock_hazard * self.exposure:
                self.hardship += (1.0 - self.hardship) * p.shock_size
        self.new_person = bool(p.turnover and leaves < p.turnover_scale * self.turnover_chance)
        if self.new_person:
            self.replace_person()
        if self.latent and p.awakening:
            self.wake_or_sleep()
        self.hours_left = p.change_limit * self.available_hours()
        self.divide_hours()

    def divide_hours(self) -> None:
        """Between joint work and meetings, by what an hour of each has given."""
        p = self.model.p
        self.work_share, self.meeting_left = 0.5, self.hours_left
        if p.division:
            lean = p.hour_choice * (self.action_gain - self.meeting_gain)
            logistic = 1.0 / (1.0 + exp(-lean)) if lean > -700 else 0.0
            self.work_share = min(0.9, max(0.1, logistic))
            self.meeting_left *= 1.0 - self.work_share

    def replace_person(self) -> None:
        """A new person keeps what the organisation remembers."""
        kept = self.model.p.organisation_memory
        self.identification = _back(self.identification, self.first_identification, kept)
        self.skill = _back(self.skill, self.first_skill, kept)
        self.postures = _all_back(self.postures, self.first_postures, kept)
        self.priorities = _all_back(self.priorities, self.mandate, kept)
        self.comfort = _all_back(self.comfort, self.expertise, kept)
        for tie in self.ties:
            tie.successes *= kept
            tie.failures *= kept
        self.fatigue *= kept
        self.facilitated = 0
        self.draw_reliability(self.model.month, 1)

    def draw_reliability(self, month: int, person: int) -> None:
        """How reliably the person delivers; nobody knows. `person`: 0 at first, 1 for one who comes."""

        def luck(n: int) -> tuple[float, ...]:
            return self.model.draws(RELIABLE + 256 * n, self.place, person, month)

        self.reliability = drawn_reliability(self.model.p, luck)

    def wake_or_sleep(self) -> None:
        """Latent groups wake by hardship and help, and may fall asleep."""
        p = self.model.p
        if not self.awake:
            if self.hardship + self.help_received >= p.wake_threshold:
                self.awake, self.idle = True, 0
        elif self.model.draws(SLEEP, self.place)[0] < self.hazard():
            self.awake = False
        else:
            self.idle += 1

    def hazard(self) -> float:
        """Chance of falling asleep this month."""
        p = self.model.p
        idle = max(0, self.idle - 12)
        chance = p.sleep_hazard + p.sleep_rise * (1.0 - exp(-idle / p.sleep_months))
        chance += p.sleep_hardship * self.hardship
        return chance * exp(-p.alliance * sum([tie.strength for tie in self.ties])) if p.alliances else chance

    # --- 7.3 -----------------------------------------------------------------------------------------------------------

    def decide_engagement(self) -> None:
        """Readiness, as far as it was seen last month, against its threshold."""
        self.engaged = self.awake and (not self.model.p.engagement or self.readiness() >= self.threshold)

    def readiness(self) -> float:
        """Weighted mean of will, identification, concern, obligation and what others do."""
        p, needs = self.model.p, self.model.needs
        weights = p.readiness_weights
        total = sum(weights)
        if total <= 0:
            return 0.0
        concern = sum(map(mul, self.priorities, needs))
        duty = self.power * sum(map(mul, self.mandate, needs))
        scope = p.social_scope
        social = (1.0 - scope) * self.seen_engaged + scope * self.model.engaged_share
        will, identification, own, obligation, others = weights
        return (
            will * self.motivation
            + identification * self.identification
            + own * concern
            + obligation * duty
            + others * social
        ) / total

    # --- 7.10 ----------------------------------------------------------------------------------------------------------

    def work(self) -> None:
        """Hours of routine work that the month asks for, and those given: change beyond slack displaces a part of them."""
        p = self.model.p
        self.hours_due = due = 0.0 if self.latent else p.routine_share * self.capacity
        beyond = max(0.0, self.hours_given + due - self.working_hours())
        self.hours_done = max(0.0, due - p.displacement * beyond)

    # --- 7.11 ----------------------------------------------------------------------------------------------------------

    def wear(self) -> None:
        """Fatigue, own wear, stock, ties."""
        p = self.model.p
        self.tire()
        if p.wearing:
            self.wear_off()
        self.take_stock()
        self.fade_ties()

    def tire(self) -> None:
        """Hours beyond what one can work make fatigue, and take motivation."""
        p = self.model.p
        self.fatigue *= 1.0 - p.fatigue_recovery
        if not p.overload:
            return
        hours = self.working_hours()
        load = (self.hours_done + self.hours_given) / hours if hours > 0 else 0.0
        if load > 1:
            self.fatigue = min(MOST_FATIGUE, self.fatigue + p.fatigue_gain * (load - 1.0))
            if p.motivation_change:
                self.motivation = max(0.0, self.motivation - p.overload_motivation * (load - 1.0))

    def wear_off(self) -> None:
        """What is not practised goes back to where it began."""
        p = self.model.p
        bare = 1.0 - p.habit_shield * self.habit
        kept = 1.0 - p.skill_erosion * bare
        self.skill = _back(self.skill, self.first_skill, kept)
        self.postures = _all_back(self.postures, self.first_postures, kept)
        if p.moving_voice:
            self.voice = _back(self.voice, self.first_voice, 1.0 - p.voice_return)
        if p.identification_change:
            kept = 1.0 - p.identification_erosion * bare
            self.identification = _back(self.identification, self.first_identification, kept)
        if p.motivation_change:
            self.motivation += p.motivation_return * (self.intrinsic_motivation - self.motivation)
        if not self.practices:
            self.habit *= 1.0 - p.habit_erosion
            if p.comfort_change:
                self.comfort = _all_back(self.comfort, self.expertise, 1.0 - p.comfort_erosion * bare)
        if p.priority_change:
            pull = p.mandate_pull
            self.priorities = [x + pull * (m - x) for x, m in zip(self.priorities, self.mandate)]

    def take_stock(self) -> None:
        """What others will know of its abilities next month."""
        bar = self.model.p.working_comfort
        self.competence_mask = sum([1 << k for k, c in enumerate(self.comfort) if c >= bar])
        self.comfort_ratio = sum(self.comfort) / self.breadth if self.breadth > 0 else 1.0

    def fade_ties(self) -> None:
        """Ties fade and are forgotten; the others are probed for help, and looked at."""
        p, ties = self.model.p, self.ties
        has_hours = self.hours_left >= p.aid_hours
        kept = 1.0 - p.tie_fading
        engaged, trusts, count = 0, 0.0, len(ties)
        for place in range(count - 1, -1, -1):
            tie = ties[place]
            alter = tie.alter
            if alter.new_person:
                tie.successes *= p.organisation_memory
                tie.failures *= p.organisation_memory
            trust = tie.trust
            engaged += alter.engaged
            trusts += trust
            if p.wearing:
                tie.strength *= kept
            tie.weight = single(tie.strength * trust)
            if p.wearing and tie.strength < p.tie_floor:
                self.forget(place)
            elif self in alter.mind:
                alter.nobody_helps *= 1.0 - chance_of_help(self, trust, has_hours)
        self.seen_engaged = engaged / count if count else 0.0
        self.mean_trust = trusts / count if count else p.trust_prior


def _back(x: float, first: float, kept: float) -> float:
    """Going back to where it began, but for a share that is kept."""
    return first + kept * (x - first)


def _all_back(xs: list[float], firsts: list[float], kept: float) -> list[float]:
    return [first + kept * (x - first) for x, first in zip(xs, firsts)]
