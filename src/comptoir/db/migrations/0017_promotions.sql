-- Promotions as a leaflet has them, in the place of a percentage.

-- `size` goods make a lot: `paid` of them are paid (some_free), the last one is `percent` cheaper
-- (nth), or the lot costs `price` (lot). A price is cents a piece, or a kilogram. `order_most` and
-- `household_most` are the pieces that an order, or a household from `starts` on, gets on promotion.
create type promotion as (
    mechanic text,
    percent integer,
    price integer,
    size integer,
    paid integer,
    order_most integer,
    household_most integer,
    starts timestamptz,
    ends timestamptz
);

create function runs(promo promotion, at timestamptz)
returns boolean language sql immutable parallel safe
return coalesce((promo).mechanic is not null and at >= coalesce((promo).starts, at)
    and at < coalesce((promo).ends, 'infinity'), false);

-- The promotion that runs at a moment, as JSON, or null.
create function running(promo promotion, at timestamptz)
returns jsonb language sql stable parallel safe
return case when runs(promo, at) then to_jsonb(promo) end;

-- What one piece, or one kilogram, costs under a promotion: lots do not count for one.
create function reduced(price integer, promo promotion)
returns integer language sql immutable parallel safe
return case (promo).mechanic
    when 'percent' then price - price * (promo).percent / 100
    when 'price' then least(price, (promo).price)
    else price
end;

create function well_formed(promo promotion)
returns boolean language sql immutable parallel safe
return case (promo).mechanic
    when 'percent' then (promo).percent between 1 and 90
        and num_nulls((promo).price, (promo).size, (promo).paid) = 3
    when 'price' then (promo).price > 0
        and num_nulls((promo).percent, (promo).size, (promo).paid) = 3
    when 'some_free' then (promo).size between 2 and 12
        and (promo).paid between 1 and (promo).size - 1
        and num_nulls((promo).percent, (promo).price) = 2
    when 'nth' then (promo).size between 2 and 12 and (promo).percent between 1 and 100
        and num_nulls((promo).price, (promo).paid) = 2
    when 'lot' then (promo).size between 2 and 12 and (promo).price > 0
        and num_nulls((promo).percent, (promo).paid) = 2
    else false
end and coalesce((promo).order_most, 1) > 0 and coalesce((promo).household_most, 1) > 0
    and coalesce((promo).starts < (promo).ends, true);

alter table offer add column promo promotion check (promo is null or well_formed(promo));
update offer set promo = row('percent', promo_percent, null, null, null, null, null, promo_from,
    promo_until)::promotion
where promo_percent is not null;

alter table price_change add column promo promotion;
update price_change set promo = row('percent', promo_percent, null, null, null, null, null,
    promo_from, promo_until)::promotion
where promo_percent is not null;

drop function selling_price(integer, integer, timestamptz, timestamptz, timestamptz);
alter table offer drop column promo_percent, drop column promo_from, drop column promo_until;
alter table price_change drop column promo_percent, drop column promo_from,
    drop column promo_until;

create function selling_price(price integer, promo promotion, at timestamptz)
returns integer language sql immutable parallel safe
return case when runs(promo, at) then reduced(price, promo) else price end;

-- The lowest price asked in the thirty days before a reduction began (Code de la consommation,
-- art. L. 112-1-1), or today's list price where none is known; null for what is no reduction.
create function prior_price(of_store text, of_gtin text, list_price integer, reduction promotion)
returns integer language sql stable parallel safe
begin atomic
    with began as (
        select coalesce((reduction).starts, max(c.at)) as at from price_change c
        where c.store = of_store and c.gtin = of_gtin and c.promo is not distinct from reduction
    ),
    asked as (
        select c.price, c.promo, c.at as since,
            lead(c.at, 1, 'infinity') over (order by c.id) as until
        from price_change c where c.store = of_store and c.gtin = of_gtin
    )
    select case when (reduction).mechanic in ('percent', 'price') then coalesce(min(case
        when greatest(asked.since, began.at - interval '30 days',
                coalesce((asked.promo).starts, '-infinity'))
            < least(asked.until, began.at, coalesce((asked.promo).ends, 'infinity'))
        then reduced(asked.price, asked.promo) else asked.price end), list_price) end
    from began
    left join asked on asked.since < began.at
        and asked.until > began.at - interval '30 days';
end;

-- What the shopper was told when the goods went into the cart: `price` is the list price.
alter table cart_line add column promo promotion;

-- How many pieces a household has had of a promotion that is limited, in the orders it made before,
-- but for the one of a cart.
create function promotion_had(
    of_store text, of_household text, of_gtin text, promo promotion, before timestamptz, cart text
) returns integer language sql stable parallel safe
return case when of_household is null or (promo).household_most is null then 0 else (
    select coalesce(sum(l.quantity), 0)::integer
    from shop_order o join order_line l on l.store = o.store and l.order_id = o.id
    where o.store = of_store and o.household = of_household and o.cart <> promotion_had.cart
        and o.state not in ('expired', 'cancelled') and o.created_at >= (promo).starts
        and o.created_at < before and l.gtin = of_gtin
) end;

-- What was promised at checkout: `price` is what one costs, `total` counts the promotion.
alter table order_line add column list_price integer check (list_price > 0),
    add column promo promotion;
update order_line set list_price = price;
alter table order_line alter column list_price set not null;
