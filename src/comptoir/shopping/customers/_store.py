"""The SQL of customers."""

from dataclasses import dataclass

from comptoir.db.query import Query, Statement
from comptoir.shopping.customers.model import Address, KnownAddress, Person


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household without its people and addresses."""

    id: str
    name: str
    language: str


INSERT_HOUSEHOLD = Statement(
    """
    insert into household (id, name, language, created_at)
    values (%(id)s, %(name)s, %(language)s, %(now)s)
    """
)
INSERT_PERSON = Statement(
    """
    insert into person (household, id, name, email, phone)
    values (%(household)s, %(id)s, %(name)s, %(email)s, %(phone)s)
    on conflict (lower(email)) where email is not null do nothing
    """
)
PUT_CONTACT = Statement(
    """
    insert into person (household, id, name, phone)
    values (%(household)s, %(id)s, %(name)s, %(phone)s)
    on conflict (household, id) do update set name = excluded.name, phone = excluded.phone
    """
)
CONFIRM_ADULT = Statement(
    "update person set adult = true where household = %(household)s and id = %(id)s"
)
NO_LONGER_PREFERRED = Statement(
    "update address set preferred = false where household = %(household)s and preferred"
)
INSERT_ADDRESS = Statement(
    """
    insert into address
        (household, id, recipient, street, postcode, city, country, instructions, preferred)
    values
        (%(household)s, %(id)s, %(recipient)s, %(street)s, %(postcode)s, %(city)s, %(country)s,
         %(instructions)s, true)
    """
)
BRING_ADDRESSES = Statement(
    """
    update address set household = %(into)s
    where household = %(guest)s
        and not exists (select from address mine where mine.household = %(into)s)
    """
)
BRING_CONTACT = Statement(
    """
    update person set household = %(into)s
    where household = %(guest)s and id = %(contact)s
        and not exists (
            select from person mine where mine.household = %(into)s and mine.id = %(contact)s
        )
    """
)
SET_ADDRESS = Statement(
    """
    update address
    set recipient = %(recipient)s, street = %(street)s, postcode = %(postcode)s, city = %(city)s,
        country = %(country)s, instructions = %(instructions)s
    where household = %(household)s and id = %(id)s
    """
)
PREFER_ADDRESS = Statement(
    """
    update address set preferred = id = %(id)s
    where household = %(household)s
        and exists (select from address a where a.household = %(household)s and a.id = %(id)s)
    """
)
DROP_ADDRESS = Statement("delete from address where household = %(household)s and id = %(id)s")
KNOWN_ADDRESSES = Query(
    """
    select id, recipient, street, postcode, city, country, instructions, preferred
    from address where household = %(household)s
    order by preferred desc, id
    """,
    KnownAddress,
)
SET_PERSON_NAME = Statement(
    "update person set name = %(name)s where household = %(household)s and id = %(id)s"
)
SET_HOUSEHOLD = Statement(
    "update household set name = %(name)s, language = %(language)s where id = %(id)s"
)
DROP_PERSON = Statement("delete from person where household = %(household)s and id = %(id)s")
DROP_ADDRESSES = Statement("delete from address where household = %(household)s")
DROP_PEOPLE = Statement("delete from person where household = %(household)s")
DROP_HOUSEHOLD = Statement("delete from household where id = %(household)s")
HOUSEHOLD = Query("select id, name, language from household where id = %(id)s", HouseholdRow)
PEOPLE = Query(
    """
    select id, name, email, phone, adult from person where household = %(household)s
    order by id = 'contact' desc, name, id
    """,
    Person,
)
ADDRESSES = Query(
    """
    select recipient, street, postcode, city, country, instructions
    from address where household = %(household)s
    order by preferred desc, id
    """,
    Address,
)
