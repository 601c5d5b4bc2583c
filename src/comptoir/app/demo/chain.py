"""The demo chain: four stores around an invented town, and a household that shops there."""

from comptoir.goods.stores.model import Hours, Seller, Store, StoreDetails, Weekday
from comptoir.shopping.customers.model import Address
from comptoir.shopping.slots.model import Mode, Template

_TOWN = "35980"
_SUBURBS = ("35981", "35982", "35983")
_SUNDAY = 6


def _hours(week: tuple[str, str], sunday: tuple[str, str] | None) -> Hours:
    """Lay out a week: the same hours from Monday to Saturday, Sunday's own."""
    days = {day.value: [list(week)] for day in Weekday if day is not Weekday.SUNDAY}
    return days if sunday is None else days | {Weekday.SUNDAY.value: [list(sunday)]}


STORES: dict[str, StoreDetails] = {
    "grand-ouest": StoreDetails(
        name="Comptoir Grand Ouest",
        kind="hypermarket",
        street="Route de la Plaine",
        postcode="35981",
        city="Montfleury-Ouest",
        latitude_e6=48_112_400,
        longitude_e6=-1_742_300,
        modes=("pickup", "delivery"),
        hours=_hours(("08:30", "21:00"), ("09:00", "12:30")),
        delivery_postcodes=(_TOWN, *_SUBURBS),
    ),
    "les-halles": StoreDetails(
        name="Comptoir Les Halles",
        kind="supermarket",
        street="3 place des Halles",
        postcode=_TOWN,
        city="Montfleury",
        latitude_e6=48_108_900,
        longitude_e6=-1_683_100,
        modes=("pickup", "delivery"),
        hours=_hours(("08:30", "20:00"), ("09:00", "12:30")),
        delivery_postcodes=(_TOWN, "35982"),
    ),
    "gare": StoreDetails(
        name="Comptoir Place de la Gare",
        kind="city",
        street="12 place de la Gare",
        postcode=_TOWN,
        city="Montfleury",
        latitude_e6=48_103_600,
        longitude_e6=-1_672_500,
        modes=("pickup", "delivery"),
        hours=_hours(("07:30", "22:00"), ("09:00", "20:00")),
        delivery_postcodes=(_TOWN,),
    ),
    "entrepot": StoreDetails(
        name="Comptoir Zone des Tilleuls",
        kind="dark",
        street="5 rue des Magasiniers",
        postcode="35983",
        city="Montfleury-les-Tilleuls",
        latitude_e6=48_131_200,
        longitude_e6=-1_651_700,
        modes=("delivery",),
        delivery_postcodes=(_TOWN, *_SUBURBS),
        minimum_order=500,
    ),
}

SELLER = Seller(
    legal_name="Comptoir de démonstration",
    legal_form="société de démonstration, sans existence légale",
    street="3 place des Halles",
    postcode=_TOWN,
    city="Montfleury",
    registration="RCS de démonstration 000 000 000",
    vat_number="FR00 000 000 000",
    email="courses@comptoir.example",
    phone="00 00 00 00 00",
    mediator="Médiation de démonstration, 1 rue du Marché, 35980 Montfleury, mediation.example",
    publisher="personne : démonstration",
    host="la machine qui fait tourner cette démonstration",
)
"""Who sells in all of them: nobody, and it says so."""

_EVENING = (18 * 60, 21 * 60)
_BY_TWO_HOURS = [(hour * 60, (hour + 2) * 60) for hour in range(8, 18, 2)]
_DELIVERIES = [*_BY_TWO_HOURS, _EVENING]


def _pattern(
    mode: Mode,
    windows: list[tuple[int, int]],
    *,
    capacity: int,
    fee: int = 0,
    cut_off: int,
    days: range = range(7),
) -> list[Template]:
    return [
        Template(
            id=f"{mode.value}-{day}-{starts:04}",
            mode=mode,
            weekday=day,
            starts_minute=starts,
            ends_minute=ends,
            capacity=capacity,
            fee=fee,
            cut_off_minutes=cut_off,
        )
        for day in days
        for starts, ends in windows
    ]


def _hourly(first: int, last: int) -> list[tuple[int, int]]:
    return [(hour * 60, (hour + 1) * 60) for hour in range(first, last)]


_WEEK = range(_SUNDAY)
_ONLY_SUNDAY = range(_SUNDAY, _SUNDAY + 1)

TEMPLATES: dict[str, list[Template]] = {
    "grand-ouest": [
        *_pattern(Mode.PICKUP, _hourly(9, 21), capacity=40, cut_off=120, days=_WEEK),
        *_pattern(Mode.PICKUP, _hourly(9, 12), capacity=25, cut_off=120, days=_ONLY_SUNDAY),
        *_pattern(Mode.DELIVERY, _DELIVERIES, capacity=30, fee=490, cut_off=180),
    ],
    "les-halles": [
        *_pattern(Mode.PICKUP, _hourly(9, 20), capacity=20, cut_off=120, days=_WEEK),
        *_pattern(Mode.PICKUP, _hourly(9, 12), capacity=12, cut_off=120, days=_ONLY_SUNDAY),
        *_pattern(Mode.DELIVERY, _DELIVERIES, capacity=16, fee=390, cut_off=180),
    ],
    "gare": [
        *_pattern(Mode.PICKUP, _hourly(8, 22), capacity=10, cut_off=60, days=_WEEK),
        *_pattern(Mode.PICKUP, _hourly(10, 20), capacity=10, cut_off=60, days=_ONLY_SUNDAY),
        *_pattern(Mode.DELIVERY, _DELIVERIES, capacity=6, fee=290, cut_off=120),
    ],
    "entrepot": _pattern(Mode.DELIVERY, _DELIVERIES, capacity=60, fee=350, cut_off=120),
}

HOUSEHOLD_NAME = "Foyer de démonstration"
HOME = Address(
    recipient=HOUSEHOLD_NAME,
    street="8 rue des Lavandières",
    postcode=_TOWN,
    city="Montfleury",
)

USUAL: dict[str, int] = {
    "2405000000100": 2,  # lait demi-écrémé UHT, 1 l
    "2405000003606": 1,  # beurre doux, 250 g
    "2405000004801": 1,  # œufs plein air, 6
    "2406000000206": 1,  # baguette tradition
    "2411000000101": 1,  # café moulu, 250 g
    "2401000000201": 1000,  # pommes Gala, en grammes
}
"""What the household takes each week: pieces, or grams of goods sold by weight."""


def is_demo(store: Store) -> bool:
    """Tell whether a store is one of the demo's, and not a grocer's of the same id."""
    known = STORES.get(store.id)
    return known is not None and known.name == store.name
