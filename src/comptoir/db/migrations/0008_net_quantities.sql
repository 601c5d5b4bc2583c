-- What a product's net quantity was before it changed: less in it for more a kilogram must be told
-- for two months (arrêté du 16 avril 2024).
create table product_net_change (
    gtin text not null references product (gtin),
    id bigint generated always as identity,
    net_value integer not null,
    net_unit text not null,
    at timestamptz not null,
    primary key (gtin, id)
);
