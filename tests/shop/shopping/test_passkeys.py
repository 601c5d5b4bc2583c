"""Passkeys: what is refused before and beside a signature."""

import json
from datetime import timedelta

import pytest

from comptoir.db.query import Statement
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.identity import commands, passkeys, queries
from comptoir.shopping.identity.model import (
    CHALLENGE_LIFE,
    MOST_PASSKEYS,
    RelyingParty,
    SignedIn,
)
from tests.shop.shopping.test_identity import an_address
from tests.stories.shopping import a_household

HERE = RelyingParty("localhost", "http://localhost")

_PUT = Statement(
    """
    insert into passkey (id, household, person, name, public_key, sign_count, created_at)
    values (%(id)s, %(household)s, %(person)s, 'Mon téléphone', 'x'::bytea, 0, %(now)s)
    """
)


async def somebody(uow: UnitOfWork) -> tuple[SignedIn, str]:
    household, session = await a_household(uow), secret()
    person = await customers.add_person(
        uow, household=household, name="Camille", email=an_address()
    )
    await commands.sign_in(uow, session=session, household=household, person=person, device="")
    me = await queries.signed_in(uow, session=session)
    assert me is not None
    return me, session


async def a_passkey(uow: UnitOfWork, me: SignedIn) -> str:
    key = secret()
    await _PUT.run(uow, id=key, household=me.household, person=me.person, now=uow.now)
    return key


def rubbish(key: str = "AAAA") -> str:
    response = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}
    return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": response})


class TestOffer:
    async def test_asks_for_one_that_is_found_by_itself_and_tells_nobody_who_it_is(
        self, uow: UnitOfWork
    ) -> None:
        me, session = await somebody(uow)
        known = await a_passkey(uow, me)
        options = json.loads(await passkeys.offer(uow, session=session, me=me, at=HERE))
        assert options["rp"]["id"] == "localhost"
        assert options["authenticatorSelection"]["residentKey"] == "required"
        assert options["authenticatorSelection"]["userVerification"] == "required"
        assert me.email not in options["user"]["id"]
        assert [each["id"] for each in options["excludeCredentials"]] == [known]

    async def test_ends_at_a_bound(self, uow: UnitOfWork) -> None:
        me, session = await somebody(uow)
        for _ in range(MOST_PASSKEYS):
            await a_passkey(uow, me)
        with pytest.raises(Refusal) as refused:
            await passkeys.offer(uow, session=session, me=me, at=HERE)
        assert refused.value.code == "too_many_passkeys"


class TestAdd:
    @pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "x" * 1000, rubbish()])
    async def test_refuses_rubbish(self, uow: UnitOfWork, answer: str) -> None:
        me, session = await somebody(uow)
        await passkeys.offer(uow, session=session, me=me, at=HERE)
        with pytest.raises(Refusal) as refused:
            await passkeys.add(uow, session=session, me=me, at=HERE, answer=answer, name="x")
        assert refused.value.code == "passkey_refused"
        assert await queries.passkeys(uow, household=me.household, person=me.person) == ()

    async def test_refuses_what_was_not_asked_for(self, uow: UnitOfWork) -> None:
        me, session = await somebody(uow)
        await passkeys.offer(uow, session=session, me=me, at=HERE)
        uow.now += CHALLENGE_LIFE
        with pytest.raises(Refusal) as refused:
            await passkeys.add(uow, session=session, me=me, at=HERE, answer="{}", name="x")
        assert refused.value.code == "passkey_expired"


class TestUse:
    async def test_names_nobody_in_what_it_asks(self, uow: UnitOfWork) -> None:
        me, _ = await somebody(uow)
        await a_passkey(uow, me)
        options = json.loads(await passkeys.ask(uow, session=secret(), at=HERE))
        assert options.get("allowCredentials", []) == []
        assert options["userVerification"] == "required"

    async def test_refuses_one_that_is_nobodys(self, uow: UnitOfWork) -> None:
        session = secret()
        await passkeys.ask(uow, session=session, at=HERE)
        with pytest.raises(Refusal) as refused:
            await passkeys.use(uow, session=session, at=HERE, answer=rubbish())
        assert refused.value.code == "passkey_unknown"

    @pytest.mark.parametrize("answer", ["", "{}", "null", "x"])
    async def test_refuses_rubbish(self, uow: UnitOfWork, answer: str) -> None:
        session = secret()
        await passkeys.ask(uow, session=session, at=HERE)
        with pytest.raises(Refusal) as refused:
            await passkeys.use(uow, session=session, at=HERE, answer=answer)
        assert refused.value.code == "passkey_refused"

    async def test_refuses_one_whose_signature_is_missing(self, uow: UnitOfWork) -> None:
        me, _ = await somebody(uow)
        key, session = await a_passkey(uow, me), secret()
        await passkeys.ask(uow, session=session, at=HERE)
        with pytest.raises(Refusal) as refused:
            await passkeys.use(uow, session=session, at=HERE, answer=rubbish(key))
        assert refused.value.code == "passkey_refused"

    async def test_refuses_another_sessions_challenge(self, uow: UnitOfWork) -> None:
        await passkeys.ask(uow, session=secret(), at=HERE)
        with pytest.raises(Refusal) as refused:
            await passkeys.use(uow, session=secret(), at=HERE, answer=rubbish())
        assert refused.value.code == "passkey_expired"


class TestOwn:
    async def test_is_renamed_and_removed_by_its_owner_alone(self, uow: UnitOfWork) -> None:
        (me, _), (other, _) = await somebody(uow), await somebody(uow)
        key = await a_passkey(uow, me)
        uow.now += timedelta(seconds=1)
        await passkeys.rename(uow, me=other, passkey=key, name="À moi")
        await passkeys.remove(uow, me=other, passkey=key)
        (kept,) = await queries.passkeys(uow, household=me.household, person=me.person)
        assert kept.name == "Mon téléphone"
        await passkeys.rename(uow, me=me, passkey=key, name="Mon <b>ordinateur</b>")
        (kept,) = await queries.passkeys(uow, household=me.household, person=me.person)
        assert kept.name == "Mon <b>ordinateur</b>"
        await passkeys.remove(uow, me=me, passkey=key)
        assert await queries.passkeys(uow, household=me.household, person=me.person) == ()
