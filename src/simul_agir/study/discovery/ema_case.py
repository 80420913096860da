"""A model of the EMA Workbench in which a bad experiment has no outcomes. It imports the workbench."""

from typing import Any

from ema_workbench import Model


class CaseModel(Model):
    """As the workbench's, but for one thing: there, a case that fails keeps the outcomes of the case before it."""

    def run_model(self, scenario: Any, policy: Any) -> None:
        """Run one experiment, starting with no outcomes."""
        self._outcomes_output: dict[str, Any] = {}
        super().run_model(scenario, policy)
