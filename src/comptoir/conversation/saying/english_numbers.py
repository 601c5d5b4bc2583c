"""Numbers, prices, weights and hours as English-speaking people say them."""

_COUNTED_UP_TO = 10**9
"""What is longer is no count but a code, and is said figure by figure."""

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_CURRENCIES = {
    "€": ("euro", "cent"),
    "£": ("pound", "penny"),
    "$": ("dollar", "cent"),
    "CHF": ("franc", "centime"),
}


def cardinal(number: int) -> str:
    """Say a whole number: "twenty-one", "two hundred and fifty"."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number >= _COUNTED_UP_TO:
        return digits(str(number))
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        if number >= size:
            whole, rest = divmod(number, size)
            said = f"{cardinal(whole)} {name}"
            joint = " and " if rest < 100 else " "
            return f"{said}{joint}{cardinal(rest)}" if rest else said
    return _hundreds(number)


def ordinal(number: int) -> str:
    """Say a rank: "first", "twenty-fourth"."""
    head, joint, last = cardinal(number).rpartition("-")
    if not joint:
        head, joint, last = cardinal(number).rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{head}{joint}{last}"


def decimal(whole: str, rest: str) -> str:
    """Say a number as it is written: "two point five"."""
    rest = rest.rstrip("0")
    return f"{cardinal(int(whole))} point {digits(rest)}" if rest else cardinal(int(whole))


def money(cents: int, sign: str) -> str:
    """Say a price: "two euros forty", "ninety-five cents"."""
    if cents < 0:
        return f"minus {money(-cents, sign)}"
    unit, small = _CURRENCIES[sign]
    whole, rest = divmod(cents, 100)
    if not whole and rest:
        return f"{cardinal(rest)} {_several(small, rest)}"
    said = f"{cardinal(whole)} {_several(unit, whole)}"
    if not rest:
        return said
    return f"{said} and {cardinal(rest)} {_several(small, rest)}" if rest < 10 else (
        f"{said} {cardinal(rest)}"
    )  # fmt: skip


def grams(value: int) -> str:
    """Say a weight: "five hundred grams", "one and a half kilos"."""
    return _measure(value, "gram", "kilo")


def millilitres(value: int) -> str:
    """Say a volume: "one and a half litres", "seventy-five centilitres"."""
    if value < 1000 and value % 10 == 0:
        return f"{cardinal(value // 10)} {_several('centilitre', value // 10)}"
    return _measure(value, "millilitre", "litre")


def hour(hours: int, minutes: int) -> str:
    """Say a time of day: "half past eight in the morning", "noon", "six in the evening"."""
    if minutes == 0 and hours in (0, 12):
        return "noon" if hours else "midnight"
    half = "am" if hours < 12 else "pm"
    said = cardinal(hours % 12 or 12)
    if minutes:
        said += f" {'oh ' if minutes < 10 else ''}{cardinal(minutes)}"
    return f"{said} {half}"


def digits(text: str) -> str:
    """Say figures one by one: "two three four five"."""
    return " ".join(_UNITS[int(each)] for each in text)


def _measure(value: int, small: str, large: str) -> str:
    if value < 1000:
        return f"{cardinal(value)} {_several(small, value)}"
    whole, rest = divmod(value, 1000)
    if rest == 0:
        return f"{cardinal(whole)} {_several(large, whole)}"
    if rest == 500:
        return f"{cardinal(whole)} and a half {large}s"
    return f"{decimal(str(whole), f'{rest:03}')} {large}s"


def _several(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return "pence" if noun == "penny" else noun + "s"


def _hundreds(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return f"{_TENS[tens]}-{_UNITS[unit]}" if unit else _TENS[tens]
    whole, rest = divmod(number, 100)
    said = f"{_UNITS[whole]} hundred"
    return f"{said} and {_hundreds(rest)}" if rest else said
