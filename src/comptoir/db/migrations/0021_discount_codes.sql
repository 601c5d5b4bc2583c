-- How often a discount code counts: in all, and for each household; and whether it still does.

alter table discount_code
    add column uses_most integer check (uses_most > 0),
    add column household_most integer check (household_most > 0),
    add column counts boolean not null default true;

create index shop_order_code on shop_order (store, discount_code) where discount_code is not null;

-- In how many orders a code counts, but for the one of a cart: those of a household, or all of them
-- where none is given. An order that came to nothing gives its use back.
create function code_uses(of_store text, of_code text, of_household text, but_cart text)
returns integer language sql stable parallel safe
return (
    select count(*)::integer from shop_order o
    where o.store = of_store and o.discount_code = of_code and o.cart <> but_cart
        and o.state not in ('expired', 'cancelled')
        and (of_household is null or o.household = of_household)
);
