"""What this door says it is, in the words of the Wyoming protocol."""

from importlib.metadata import PackageNotFoundError, version

from wyoming.info import Attribution, HandleModel, HandleProgram, Info

from comptoir.kernel.locale import Language

NAME = "comptoir"
_ATTRIBUTION = Attribution(name="Comptoir", url="")


def description(store_name: str) -> Info:
    """Describe a handler of sentences about groceries in every language spoken here."""
    release = _release()
    about = f"Comptoir: {store_name}"
    languages = [language.value for language in Language]
    model = HandleModel(
        name=NAME,
        attribution=_ATTRIBUTION,
        installed=True,
        description=about,
        version=release,
        languages=languages,
    )
    program = HandleProgram(
        name=NAME,
        attribution=_ATTRIBUTION,
        installed=True,
        description=about,
        version=release,
        models=[model],
    )
    return Info(handle=[program])


def _release() -> str:
    try:
        return version("comptoir")
    except PackageNotFoundError:
        return "0"
