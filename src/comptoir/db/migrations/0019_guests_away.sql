-- The store in which a guest of a door has chosen to go on; none is the door's own.

alter table door_guest add column gone_to text references store (id);
