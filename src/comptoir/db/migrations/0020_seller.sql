-- What a site must say of itself beside who sells (loi n° 2004-575 du 21 juin 2004, art. 1-1, II):
-- who answers for what is published, and who keeps the machine, with address and telephone.

alter table seller
    add column publisher text not null default '',
    add column host text not null default '';

-- The desk records changes of the seller and of discount codes too.
alter table staff_change drop constraint staff_change_kind_check;
alter table staff_change add check (kind in (
    'store', 'seller', 'pattern', 'window', 'product', 'offer', 'stock', 'code', 'order', 'member'));
