"""What can be done with passkeys (WebAuthn level 3): made, used to sign in, named, removed."""

import base64

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers.rules import checked_line
from comptoir.shopping.identity import _store, rules
from comptoir.shopping.identity.model import (
    CHALLENGE_LIFE,
    MOST_PASSKEYS,
    RelyingParty,
    SignedIn,
)

_NAME = "Comptoir"
_LONGEST_NAME = 60


async def offer(uow: UnitOfWork, *, session: str, me: SignedIn, at: RelyingParty) -> str:
    """Give what a browser needs to make a passkey for somebody: options as JSON.

    :raises Refusal: when they have as many as there may be.
    """
    known = await _store.PASSKEYS.all(uow, household=me.household, person=me.person)
    if len(known) >= MOST_PASSKEYS:
        raise Refusal(Kind.CONFLICT, "too_many_passkeys", {"most": MOST_PASSKEYS})
    options = generate_registration_options(
        rp_id=at.host,
        rp_name=_NAME,
        # An opaque handle: it tells an authenticator nothing of who it is (WebAuthn, 14.6.1).
        user_id=me.person.encode(),
        user_name=me.email,
        user_display_name=me.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=_decode(each.id)) for each in known],
    )
    await _challenge(uow, session, "register", options.challenge)
    return options_to_json(options)


async def add(
    uow: UnitOfWork, *, session: str, me: SignedIn, at: RelyingParty, answer: str, name: str
) -> None:
    """Keep the passkey that a browser has made.

    :raises Refusal: when it is not the answer to what was asked, or is somebody's already.
    """
    challenge = await _store.TAKE_CHALLENGE.first(
        uow, session=rules.digest(session), purpose="register", now=uow.now
    )
    if challenge is None:
        raise Refusal(Kind.GONE, "passkey_expired")
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=_decode(challenge),
            expected_rp_id=at.host,
            expected_origin=at.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise Refusal(Kind.FORBIDDEN, "passkey_refused") from error
    added = await _store.PUT_PASSKEY.run(
        uow,
        id=bytes_to_base64url(made.credential_id),
        household=me.household,
        person=me.person,
        name=checked_line("passkey", name)[:_LONGEST_NAME],
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        backed_up=made.credential_backed_up,
        now=uow.now,
    )
    if not added:
        raise Refusal(Kind.CONFLICT, "passkey_known")


async def ask(uow: UnitOfWork, *, session: str, at: RelyingParty) -> str:
    """Give what a browser needs to sign in with any passkey it has: options as JSON.

    It names nobody, so it tells nobody who has an account.
    """
    options = generate_authentication_options(
        rp_id=at.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    await _challenge(uow, session, "sign_in", options.challenge)
    return options_to_json(options)


async def use(uow: UnitOfWork, *, session: str, at: RelyingParty, answer: str) -> tuple[str, str]:
    """Tell whose household and whose passkey has signed, after checking the signature.

    :raises Refusal: when it is not the answer to what was asked, or no passkey of anybody's.
    """
    challenge = await _store.TAKE_CHALLENGE.first(
        uow, session=rules.digest(session), purpose="sign_in", now=uow.now
    )
    if challenge is None:
        raise Refusal(Kind.GONE, "passkey_expired")
    try:
        given = parse_authentication_credential_json(answer)
        known = await _store.PUBLIC_KEY.first(uow, id=bytes_to_base64url(given.raw_id))
        if known is None:
            raise Refusal(Kind.FORBIDDEN, "passkey_unknown")
        if given.response.user_handle != known.person.encode():
            raise Refusal(Kind.FORBIDDEN, "passkey_refused")
        used = verify_authentication_response(
            credential=given,
            expected_challenge=_decode(challenge),
            expected_rp_id=at.host,
            expected_origin=at.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise Refusal(Kind.FORBIDDEN, "passkey_refused") from error
    await _store.USED.run(
        uow,
        id=known.id,
        sign_count=used.new_sign_count,
        backed_up=used.credential_backed_up,
        now=uow.now,
    )
    return known.household, known.person


async def rename(uow: UnitOfWork, *, me: SignedIn, passkey: str, name: str) -> None:
    """Call one of somebody's passkeys by another name; another's stays as it is.

    :raises Refusal: when the name is none.
    """
    await _store.RENAME_PASSKEY.run(
        uow,
        id=passkey,
        household=me.household,
        person=me.person,
        name=checked_line("passkey", name)[:_LONGEST_NAME],
    )


async def remove(uow: UnitOfWork, *, me: SignedIn, passkey: str) -> None:
    """Forget one of somebody's passkeys; their address still lets them in."""
    await _store.DROP_PASSKEY.run(uow, id=passkey, household=me.household, person=me.person)


async def _challenge(uow: UnitOfWork, session: str, purpose: str, challenge: bytes) -> None:
    await _store.PUT_CHALLENGE.run(
        uow,
        session=rules.digest(session),
        purpose=purpose,
        challenge=bytes_to_base64url(challenge),
        until=uow.now + CHALLENGE_LIFE,
    )


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
