-- When a mail is tried next, and since when: an admin can have one that was given up tried anew.

alter table mails add column next_try_at timestamptz, add column trying_since timestamptz;
update mails set trying_since = created_at;
alter table mails alter column trying_since set not null;
comment on column mails.next_try_at is 'Null where it is being tried, or done.';
drop index mails_waiting_index;
-- Lists of them, newest first.
create index mails_waiting_index on mails (created_at, id) where done_at is null;
create index mails_outcome_index on mails (outcome, created_at, id) where done_at is not null;
