"""What can be wrong with a store, in words."""

from simul_agir.locale import LocalisedError

REQUESTS = ("foreign", "not_a_folder", "no_store", "other", "other_version", "format", "busy", "runs_sure")


class StoreError(LocalisedError):
    """A store that cannot be read, written or gone on with. Whatever it holds is left as it is."""

    group = "store"

    @property
    def faulty_request(self) -> bool:  # type: ignore[override]
        """Whether the request names the wrong folder or study, rather than the work having failed."""
        return self.key in REQUESTS
