-- A household edits its usual list: how much it takes, what it wants on it, what not.

alter table habit drop constraint habit_orders_check;
alter table habit add constraint habit_orders_check check (orders >= 0);
-- pieces or grams, where the household has said how much; such a product is on the list
alter table habit add column chosen integer check (chosen > 0);
alter table habit add column left_out boolean not null default false;
