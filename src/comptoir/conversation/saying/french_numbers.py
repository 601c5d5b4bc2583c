"""Numbers, prices, weights and hours as French people say them."""

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
_CURRENCIES = {
    "€": ("euro", "centime"),
    "£": ("livre", "penny"),
    "$": ("dollar", "cent"),
    "CHF": ("franc", "centime"),
}
_FEMININE_MONEY = frozenset({"£"})
_COUNTED_UP_TO = 10**9
"""What is longer is no count but a code, and is said figure by figure."""

_QUARTERS = {0: "", 15: " et quart", 30: " et demie"}


def cardinal(number: int, *, feminine: bool = False) -> str:
    """Say a whole number: "vingt et une", "quatre-vingt-dix-sept", "deux mille"."""
    if number < 0:
        return f"moins {cardinal(-number, feminine=feminine)}"
    if number >= _COUNTED_UP_TO:
        return digits(str(number))
    said = _millions(number)
    if feminine and (said == "un" or said.endswith((" un", "-un"))):
        said += "e"
    return said


def ordinal(number: int, *, feminine: bool = False) -> str:
    """Say a rank: "premier", "deuxième"."""
    if number == 1:
        return "première" if feminine else "premier"
    said = cardinal(number)
    if said.endswith("cinq"):
        return said + "uième"
    if said.endswith("neuf"):
        return said[:-1] + "vième"
    return said.removesuffix("s" if said.endswith(("vingts", "cents")) else "e") + "ième"


def decimal(whole: str, rest: str, *, feminine: bool = False) -> str:
    """Say a number as it is written: "deux virgule cinq"."""
    rest = rest.rstrip("0")
    if not rest:
        return cardinal(int(whole), feminine=feminine)
    zeros = len(rest) - len(rest.lstrip("0"))
    after = " ".join(["zéro"] * zeros + [cardinal(int(rest))])
    return f"{cardinal(int(whole))} virgule {after}"


def money(cents: int, sign: str) -> str:
    """Say a price: "deux euros quarante", "quatre-vingt-quinze centimes"."""
    if cents < 0:
        return f"moins {money(-cents, sign)}"
    unit, small = _CURRENCIES[sign]
    whole, rest = divmod(cents, 100)
    if not whole and rest:
        return f"{cardinal(rest)} {_several(small, rest)}"
    said = cardinal(whole, feminine=sign in _FEMININE_MONEY)
    joint = " d'" if said.endswith(("million", "millions")) else " "
    said = f"{said}{joint}{_several(unit, whole)}"
    return f"{said} {cardinal(rest)}" if rest else said


def grams(value: int) -> str:
    """Say a weight: "cinq cents grammes", "un kilo et demi", "un kilo deux cent cinquante"."""
    if value < 1000:
        return f"{cardinal(value)} {_several('gramme', value)}"
    whole, rest = divmod(value, 1000)
    after = cardinal(rest) if rest >= 10 else f"et {cardinal(rest)} {_several('gramme', rest)}"
    return f"{cardinal(whole)} {_several('kilo', whole)}{_rest(rest, after)}"


def millilitres(value: int) -> str:
    """Say a volume: "un litre et demi", "soixante-quinze centilitres"."""
    if value < 1000:
        if value % 10:
            return f"{cardinal(value)} {_several('millilitre', value)}"
        return f"{cardinal(value // 10)} {_several('centilitre', value // 10)}"
    whole, rest = divmod(value, 1000)
    after = cardinal(rest // 10) if rest % 10 == 0 else f"{cardinal(rest)} millilitres"
    return f"{cardinal(whole)} {_several('litre', whole)}{_rest(rest, after)}"


def hour(hours: int, minutes: int) -> str:
    """Say a time of day: "huit heures et demie", "midi", "dix-huit heures trente"."""
    if hours in (0, 12) and minutes in _QUARTERS:
        name = "midi" if hours else "minuit"
        return name + _QUARTERS[minutes].replace("demie", "demi")
    said = f"{cardinal(hours, feminine=True)} {'heure' if hours == 1 else 'heures'}"
    if hours < 12 and minutes in _QUARTERS:
        return said + _QUARTERS[minutes]
    return f"{said} {cardinal(minutes, feminine=True)}" if minutes else said


def digits(text: str) -> str:
    """Say figures one by one: "deux trois quatre cinq"."""
    return " ".join(_UNITS[int(each)] for each in text)


def postcode(text: str) -> str:
    """Say a postcode as it is dictated: "trente-cinq deux cents", "soixante-quinze zéro onze"."""
    return f"{_led(text[:2])} {_led(text[2:]) if int(text[2:]) else 'mille'}"


def _led(text: str) -> str:
    """Say a group of figures with the zeros that lead it."""
    rest = text.lstrip("0")
    zeros = ["zéro"] * (len(text) - len(rest))
    return " ".join([*zeros, cardinal(int(rest))] if rest else zeros)


def _rest(rest: int, said: str) -> str:
    if rest == 500:
        return " et demi"
    return f" {said}" if rest else ""


def _several(noun: str, count: int) -> str:
    if count < 2:
        return noun
    return {"penny": "pence", "cent": "cents"}.get(noun, noun + "s")


def _millions(number: int) -> str:
    if number < 1_000_000:
        return _thousands(number)
    whole, rest = divmod(number, 1_000_000)
    said = f"{_thousands(whole)} million{'s' if whole > 1 else ''}"
    return f"{said} {_thousands(rest)}" if rest else said


def _thousands(number: int) -> str:
    if number < 1000:
        return _hundreds(number)
    whole, rest = divmod(number, 1000)
    said = "mille" if whole == 1 else f"{_hundreds(whole, last=False)} mille"
    return f"{said} {_hundreds(rest)}" if rest else said


def _hundreds(number: int, *, last: bool = True) -> str:
    if number < 100:
        return _below_hundred(number, last=last)
    whole, rest = divmod(number, 100)
    said = "cent" if whole == 1 else f"{_UNITS[whole]} cent"
    if rest:
        return f"{said} {_below_hundred(rest, last=last)}"
    return said + "s" if whole > 1 and last else said


def _below_hundred(number: int, *, last: bool = True) -> str:
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        tens, unit = tens - 1, unit + 10
    said = _TENS[tens]
    if tens == 8:
        return f"{said}-{_UNITS[unit]}" if unit else said + ("s" if last else "")
    if unit in (1, 11):
        return f"{said} et {_UNITS[unit]}"
    return f"{said}-{_UNITS[unit]}" if unit else said
