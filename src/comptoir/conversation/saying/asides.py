"""Words for what is said beside the shopping."""

from itertools import groupby
from typing import assert_never

from comptoir.conversation import beside
from comptoir.conversation.saying.voice import Voice


def say_aside(outcome: beside.AboutStore, voice: Voice) -> str:  # noqa: C901, PLR0911, PLR0912 (one arm an outcome)
    """Put an outcome about the store itself, or about allergens, into words."""
    match outcome:
        case beside.Greeted(store):
            return voice.phrase("greeted", store=store)
        case beside.Thanked():
            return voice.phrase("thanked")
        case beside.NoAgeAsked():
            return voice.phrase("no_age_asked")
        case beside.NothingOffered():
            return voice.phrase("nothing_offered")
        case beside.SpeakerHeard(name, member):
            return voice.phrase("speaker_member" if member else "speaker_guest", name=name)
        case beside.OriginTold() | beside.StoresTold():
            return _whence(outcome, voice)
        case beside.AddressAsked() | beside.AddressRead() | beside.AddressKept():
            return _address(outcome, voice)
        case beside.AlreadyHere(store):
            return voice.phrase("already_here", store=store)
        case beside.StoreChanged():
            return _changed(outcome, voice)
        case beside.HoursTold():
            return _hours(outcome, voice)
        case beside.FeeTold():
            return _fee(outcome, voice)
        case beside.ContactTold():
            return _contact(outcome, voice)
        case beside.ZoneTold():
            return _zone(outcome, voice)
        case beside.AllergensTold():
            return _allergens(outcome, voice)
        case beside.AllergensOfMany():
            return _allergens_of_many(outcome, voice)
        case beside.AllergensUnsure():
            return voice.phrase("allergens_unsure")
        case beside.CodeAsked() | beside.CodeTaken() | beside.CodeUnknown() | beside.CodeOff():
            return _code(outcome, voice)
        case _:
            assert_never(outcome)


_Code = beside.CodeAsked | beside.CodeTaken | beside.CodeUnknown | beside.CodeOff


def _code(told: _Code, voice: Voice) -> str:
    match told:
        case beside.CodeAsked():
            return voice.phrase("code_asked")
        case beside.CodeUnknown(said):
            return voice.phrase("code_unknown", code=said)
        case beside.CodeOff(code):
            return voice.phrase("code_off" if code else "code_none", code=code)
        case beside.CodeTaken(code, empty=True):
            return voice.phrase("code_kept", code=code)
        case beside.CodeTaken(code, off, total, refused=None):
            return voice.phrase(
                "code_taken", code=code, off=voice.money(off), total=voice.money(total)
            )
        case beside.CodeTaken():
            starts = (told.starts or voice.now).astimezone(voice.now.tzinfo)
            return voice.phrase(
                f"code_{told.refused}",
                code=told.code,
                missing=voice.money(told.missing),
                day=voice.tongue.day(starts, voice.now),
            )


def _hours(told: beside.HoursTold, voice: Voice) -> str:
    if not told.known:
        return voice.phrase("hours_unknown")
    opened: list[str] = []
    closed: list[str] = []
    for periods, run in groupby(told.days, key=lambda day: day[1]):
        days = [voice.phrase(f"weekdays.{day.value}") for day, _ in run]
        key = "days_to" if len(days) > 1 else "on_day"
        name = voice.phrase(key, first=days[0], last=days[-1])
        if not periods:
            closed.append(name)
            continue
        times = [
            voice.phrase("open_from_to", first=voice.tongue.time(first), last=voice.tongue.time(to))
            for first, to in periods
        ]
        opened.append(f"{name} {voice.tongue.and_(times)}")
    said = [voice.phrase("hours_told", list=voice.tongue.and_(opened))] if opened else []
    if closed:
        said.append(voice.phrase("hours_closed", list=voice.tongue.and_(closed)))
    return " ".join(said)


def _contact(told: beside.ContactTold, voice: Voice) -> str:
    known = tuple(name for name, each in (("phone", told.phone), ("email", told.email)) if each)
    key = "_".join(("contact", *known)) if known else "contact_unknown"
    where = voice.phrase(key, store=told.store, phone=told.phone, email=told.email)
    return f"{voice.phrase('contact_sorry')} {where}" if told.complaint else where


def _fee(told: beside.FeeTold, voice: Voice) -> str:
    if not told.delivers:
        return voice.phrase("refused.mode_not_offered_delivery")
    if not told.fees:
        return voice.phrase("no_periods_delivery")
    if told.fees == (0,):
        return voice.phrase("fee_free")
    least, most = voice.money(told.fees[0]), voice.money(told.fees[-1])
    if least == most:
        return voice.phrase("fee_told", fee=least)
    return voice.phrase("fee_between", least=least, most=most)


def _zone(told: beside.ZoneTold, voice: Voice) -> str:
    if not told.delivers:
        return voice.phrase("refused.mode_not_offered_delivery")
    if not told.zone:
        return voice.phrase("zone_open")
    zone = voice.some(told.zone)
    if told.postcode is None:
        return voice.phrase("zone_told", list=zone)
    key = "zone_yes" if told.postcode in told.zone else "zone_no"
    return voice.phrase(key, postcode=told.postcode, list=zone)


def _allergens(told: beside.AllergensTold, voice: Voice) -> str:
    goods = voice.tongue.title(told.goods)
    allergens = voice.tongue.and_([voice.phrase(f"allergens.{each}") for each in told.allergens])
    traces = voice.tongue.and_([voice.phrase(f"allergens.{each}") for each in told.traces])
    if not allergens and not traces:
        return voice.phrase("allergens_none", goods=goods)
    if not allergens:
        return voice.phrase("allergens_traces", goods=goods, traces=traces)
    said = voice.phrase("allergens_told", goods=goods, list=allergens)
    return f"{said} {voice.phrase('traces_told', traces=traces)}" if traces else said


def _allergens_of_many(told: beside.AllergensOfMany, voice: Voice) -> str:
    every = voice.tongue.and_([voice.phrase(f"allergens.{each}") for each in told.every])
    some = voice.tongue.and_([voice.phrase(f"allergens.{each}") for each in told.some])
    key = "allergens_of_all" if every else "allergens_of_none"
    said = voice.phrase(key, said=told.said, count=told.count, list=every)
    return f"{said} {voice.phrase('allergens_of_some', list=some)}" if some else said


def _whence(told: beside.OriginTold | beside.StoresTold, voice: Voice) -> str:
    match told:
        case beside.OriginTold(goods, origin):
            key = "origin_told" if origin else "origin_unknown"
            return voice.phrase(key, goods=voice.tongue.title(goods), origin=origin)
        case beside.StoresTold(here, others):
            key = "stores_told" if others else "stores_alone"
            return voice.phrase(key, here=here, list=voice.tongue.and_(others) if others else "")


def _changed(told: beside.StoreChanged, voice: Voice) -> str:
    if not told.every:
        return voice.phrase("store_changed", store=told.store)
    total, missing = voice.money(told.total), len(told.missing)
    if not told.came:
        said = [voice.phrase("store_changed_none", store=told.store)]
    elif told.came == told.every:
        said = [voice.phrase("store_changed_all", count=told.every, store=told.store, total=total)]
    else:
        list_ = voice.some([voice.tongue.title(each) for each in told.missing])
        facts = {"every": str(told.every), "list": list_, "store": told.store, "total": total}
        said = [voice.phrase("store_changed_some", count=missing, **facts)]
    if told.prices:
        said.append(voice.phrase("store_prices", count=told.prices))
    if told.slot_lost:
        said.append(voice.phrase("store_slot_lost"))
    if told.mode_lost is not None:
        said.append(voice.phrase(f"refused.mode_not_offered_{told.mode_lost}"))
    return " ".join(said)


def _address(
    told: beside.AddressAsked | beside.AddressRead | beside.AddressKept, voice: Voice
) -> str:
    match told:
        case beside.AddressAsked(part):
            return voice.phrase(f"address_asked.{part}")
        case beside.AddressRead(city, street, postcode):
            key = "address_read" if street else "address_read_town"
            return voice.phrase(key, street=street, postcode=postcode, city=city)
        case beside.AddressKept(city):
            return voice.phrase("address_kept", city=city)
