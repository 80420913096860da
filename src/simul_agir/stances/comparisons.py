"""Arms to compare the four stances with: nothing, the base alone, the four mixed or in sequence, a decree, money, a sham."""

import numpy as np

from simul_agir.model.instruments import INSTRUMENTS
from simul_agir.model.path.recipes import BURST_MONTHS, BURST_SHARE
from simul_agir.stances.stance import Briefing, Calendar, Stance, along_path, chosen_from, row

_OWN_OF_ALL = ("amplify_voice", "match_contributions", "pool_ordinary", "condition_funds", "back_mutual_aid")


class NoStance(Stance):
    """No engineering at all; action money as everywhere."""

    name = "none"
    source = "Control"
    follows_path = False

    def calendar(self, briefing: Briefing) -> Calendar:
        """Nothing, (months, 12)."""
        return np.zeros((briefing.months, len(INSTRUMENTS)))


class Animation(Stance):
    """The common base alone: meetings, information, training, orientation, regulation."""

    name = "animation"
    source = "Seed (2014): collective intelligence is prompted and animated"


class Mixed(Stance):
    """The four stances at once, each with a quarter of the own effort."""

    name = "mixed"
    source = "Seed (2014), step 2: a strong and clear stance is needed; this is its contrary"
    own = dict(zip(_OWN_OF_ALL, (0.15, 0.1, 0.25, 0.25, 0.25), strict=True))


class Sequenced(Stance):
    """The four stances one after the other, each alone, for equal parts of the time after the choice."""

    name = "sequenced"
    source = "Control for mixed: the same instruments, never at once"
    order = (
        {"amplify_voice": 0.6, "match_contributions": 0.4},
        {"back_mutual_aid": 1.0},
        {"condition_funds": 1.0},
        {"pool_ordinary": 1.0},
    )

    def calendar(self, briefing: Briefing) -> Calendar:
        """The four stances' own calendars, one after the other, (months, 12)."""
        start = min(chosen_from(briefing.path), briefing.months)
        calendars = [along_path(briefing, own) for own in self.order]
        result = calendars[0].copy()
        turns = np.array_split(np.arange(start, briefing.months), len(self.order))
        for turn, calendar in zip(turns, calendars, strict=True):
            result[turn] = calendar[turn]
        return result


class Decree(Stance):
    """A burst of one year, by order: tables convened, axes announced, money conditioned; then monitoring only."""

    name = "decree"
    source = (
        "Seed (2014): collective intelligence cannot be decreed; counter-evidence in mandated collaboration"
    )
    follows_path = False
    announces = True
    burst = {"convene": 0.4, "orient": 0.3, "condition_funds": 0.3}
    burst_months = BURST_MONTHS
    burst_share = BURST_SHARE

    def calendar(self, briefing: Briefing) -> Calendar:
        """Nine tenths of all the effort in the first year, the rest on monitoring, (months, 12)."""
        total = briefing.hours * briefing.months
        months = min(self.burst_months, briefing.months)
        result = np.zeros((briefing.months, len(INSTRUMENTS)))
        later = briefing.months - months
        share = self.burst_share if later else 1.0
        result[:months] = row(self.burst) * total * share / months
        if later:
            result[months:] = row({"regulate": 1.0}) * total * (1.0 - share) / later
        return result


class Money(Stance):
    """The cost of the engineering given as unconditional grants instead."""

    name = "money"
    source = "Control: money in place of engineering"
    follows_path = False

    def calendar(self, briefing: Briefing) -> Calendar:
        """All effort as grants, (months, 12)."""
        return np.tile(row({"grant": briefing.hours}), (briefing.months, 1))


class Sham(Stance):
    """All effort is spent without effect."""

    name = "sham"
    source = "Control: must equal none on everything but cost"
    follows_path = False

    def calendar(self, briefing: Briefing) -> Calendar:
        """All effort on the instrument without effect, (months, 12)."""
        return np.tile(row({"burn": briefing.hours}), (briefing.months, 1))
