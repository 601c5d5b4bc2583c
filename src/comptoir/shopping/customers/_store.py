"""The SQL of customers."""

from dataclasses import dataclass

from comptoir.db.query import Query, Statement
from comptoir.shopping.customers.model import Address, Person


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
