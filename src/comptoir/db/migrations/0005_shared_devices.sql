-- Devices that a whole household speaks to: who speaks, who added what, who is known to be of age.

alter table conversation add column shared boolean not null default false;
alter table cart_line add column added_by text not null default '';
alter table person add column adult boolean not null default false;
