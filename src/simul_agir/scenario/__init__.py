"""What a user describes: scenarios, landscapes, and the 372 real contracts."""

from .faults import Fault, ScenarioError
from .landscape import ATTRIBUTES, Attribute, Landscape
from .model import ARMS, DOMAINS, PathSpec, Scenario, Shock, Step
from .vision import FAMILIES, Vision

__all__ = [
    "ARMS",
    "ATTRIBUTES",
    "DOMAINS",
    "FAMILIES",
    "Attribute",
    "Fault",
    "Landscape",
    "PathSpec",
    "Scenario",
    "ScenarioError",
    "Shock",
    "Step",
    "Vision",
]
