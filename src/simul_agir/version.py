"""The version of the package."""


def version() -> str:
    """The version that is installed, "unknown" when the package runs from a bare folder."""
    from importlib import metadata

    try:
        return metadata.version("simul-agir")
    except metadata.PackageNotFoundError:
        return "unknown"
