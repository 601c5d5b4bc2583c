"""Households, their people and where they are served."""

from dataclasses import replace

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers import commands, queries
from tests.stories.shopping import AT_HOME, a_household

EVIL = ("\x00", "a\x00b", "a\x1bb", "a\x7fb", "a\ud800b")


class TestCreateHousehold:
    async def test_begins_with_nobody_and_nowhere(self, uow: UnitOfWork) -> None:
        id_ = await commands.create_household(uow, name="Le Goff", language=Language.ENGLISH)
        household = await queries.household(uow, household=id_)
        assert (household.name, household.language) == ("Le Goff", "en")
        assert household.people == ()
        assert household.home is None

    @pytest.mark.parametrize("name", EVIL)
    async def test_refuses_control_characters(self, uow: UnitOfWork, name: str) -> None:
        with pytest.raises(Refusal) as refused:
            await commands.create_household(uow, name=name)
        assert refused.value.kind is Kind.INVALID


class TestHousehold:
    async def test_refuses_an_unknown_one(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await queries.household(uow, household="nobody")
        assert refused.value.code == "household_not_found"


class TestPutContact:
    async def test_names_the_one_to_ask_for_before_all_others(self, uow: UnitOfWork) -> None:
        household = await a_household(uow)
        await commands.put_contact(uow, household=household, name="Zoé", phone="0600000000")
        await commands.put_contact(uow, household=household, name="Yann", phone="0700000000")
        people = (await queries.household(uow, household=household)).people
        assert [(each.name, each.phone) for each in people] == [
            ("Yann", "0700000000"),
            ("Camille Morvan", ""),
        ]


class TestAddPerson:
    async def test_puts_somebody_into_the_household(self, uow: UnitOfWork) -> None:
        household = await a_household(uow)
        await commands.add_person(uow, household=household, name="Aziz", email="aziz@example.org")
        people = (await queries.household(uow, household=household)).people
        assert [person.name for person in people] == ["Aziz", "Camille Morvan"]
        assert people[0].email == "aziz@example.org"

    async def test_refuses_an_address_that_somebody_has(self, uow: UnitOfWork) -> None:
        one, other = await a_household(uow), await a_household(uow)
        await commands.add_person(uow, household=one, name="Aziz", email="same@example.org")
        with pytest.raises(Refusal) as refused:
            await commands.add_person(uow, household=other, name="Zia", email="Same@example.org")
        assert (refused.value.kind, refused.value.code) == (Kind.CONFLICT, "email_taken")
        assert (await queries.household(uow, household=other)).people[0].name == "Camille Morvan"

    @pytest.mark.parametrize("text", EVIL)
    @pytest.mark.parametrize("field", ["name", "email", "phone"])
    async def test_refuses_control_characters(self, uow: UnitOfWork, field: str, text: str) -> None:
        household = await a_household(uow)
        fields = {"name": "Zia", "email": "z@example.org", "phone": "", field: text}
        with pytest.raises(Refusal) as refused:
            await commands.add_person(uow, household=household, **fields)
        assert refused.value.facts["field"] == field


class TestAddAddress:
    async def test_prefers_the_newest(self, uow: UnitOfWork) -> None:
        household = await a_household(uow)
        await commands.add_address(
            uow, household=household, address=replace(AT_HOME, street="  9  rue   de la Gare ")
        )
        known = await queries.household(uow, household=household)
        assert known.home is not None
        assert known.home.street == "9 rue de la Gare"
        assert len(known.addresses) == 2

    @pytest.mark.parametrize("field", ["recipient", "street", "postcode", "city", "country"])
    @pytest.mark.parametrize("text", ["", "   ", "x" * 201, *EVIL])
    async def test_refuses_what_cannot_be_a_line(
        self, uow: UnitOfWork, field: str, text: str
    ) -> None:
        household = await a_household(uow)
        with pytest.raises(Refusal) as refused:
            await commands.add_address(
                uow, household=household, address=replace(AT_HOME, **{field: text})
            )
        assert refused.value.kind is Kind.INVALID
        assert refused.value.facts["field"] == field

    @pytest.mark.parametrize("text", EVIL)
    async def test_refuses_control_characters_in_instructions(
        self, uow: UnitOfWork, text: str
    ) -> None:
        household = await a_household(uow)
        with pytest.raises(Refusal) as refused:
            await commands.add_address(
                uow, household=household, address=replace(AT_HOME, instructions=text)
            )
        assert refused.value.facts["field"] == "instructions"

    @pytest.mark.parametrize(
        ("field", "text"), [("postcode", "35500;drop"), ("postcode", "é"), ("country", "FRA")]
    )
    async def test_refuses_what_is_no_postcode_or_country(
        self, uow: UnitOfWork, field: str, text: str
    ) -> None:
        household = await a_household(uow)
        with pytest.raises(Refusal) as refused:
            await commands.add_address(
                uow, household=household, address=replace(AT_HOME, **{field: text})
            )
        assert refused.value.code == f"invalid_{field}"

    async def test_keeps_sql_and_markup_as_plain_text(self, uow: UnitOfWork) -> None:
        household = await a_household(uow)
        odd = "Robert'); drop table cart;-- <b>%(x)s {}</b>"
        await commands.add_address(
            uow, household=household, address=replace(AT_HOME, recipient=odd)
        )
        home = (await queries.household(uow, household=household)).home
        assert home is not None
        assert home.recipient == odd
