"""The SQL of payments."""

from comptoir.db.query import Query, Statement
from comptoir.shopping.payments.model import Intent

INSERT = Statement(
    """
    insert into payment_intent
        (store, id, order_id, method, amount, currency, state, created_at, updated_at)
    values
        (%(store)s, %(id)s, %(order_id)s, %(method)s, %(amount)s, %(currency)s, 'open', %(now)s,
         %(now)s)
    """
)
INTENT = Query(
    """
    select store, id, order_id, method, amount, authorised, currency, state, provider_reference,
        challenge_url, reason, created_at
    from payment_intent where store = %(store)s and id = %(id)s
    """,
    Intent,
)
OF_ORDER = Query(
    """
    select store, id, order_id, method, amount, authorised, currency, state, provider_reference,
        challenge_url, reason, created_at
    from payment_intent where store = %(store)s and order_id = %(order_id)s
    order by created_at desc, id desc limit 1
    """,
    Intent,
)
LOCK = Query(
    """
    select store, id, order_id, method, amount, authorised, currency, state, provider_reference,
        challenge_url, reason, created_at
    from payment_intent where store = %(store)s and id = %(id)s for update
    """,
    Intent,
)
SET_STATE = Query(
    """
    update payment_intent
    set state = %(state)s,
        authorised = case when %(state)s = 'authorised' then amount else authorised end,
        provider_reference = coalesce(%(reference)s, provider_reference),
        challenge_url = %(url)s,
        reason = %(reason)s,
        updated_at = %(now)s
    where store = %(store)s and id = %(id)s
    returning store, id, order_id, method, amount, authorised, currency, state,
        provider_reference, challenge_url, reason, created_at
    """,
    Intent,
)
SET_AMOUNT = Statement(
    """
    update payment_intent set amount = %(amount)s, updated_at = %(now)s
    where store = %(store)s and id = %(id)s
    """
)
UNSETTLED = Query(
    """
    select store, id, order_id, method, amount, authorised, currency, state, provider_reference,
        challenge_url, reason, created_at
    from payment_intent
    where store = %(store)s and state in ('open', 'challenged') and updated_at <= %(before)s
        and created_at > %(since)s
    order by updated_at
    limit %(limit)s
    """,
    Intent,
)
TOUCH = Statement(
    "update payment_intent set updated_at = %(now)s where store = %(store)s and id = %(id)s"
)
