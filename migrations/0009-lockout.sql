-- Wrong passwords in a row from browsers that an account does not know, and the locks that follow from them.

create table lockouts (
  -- The number of an account; below zero one of 65,536 that stand for all names that nobody has.
  subject bigint constraint lockouts_pkey primary key,
  -- Tries since the last success or lock; one is counted before its password is looked at.
  failures integer not null,
  -- Tries while it was locked.
  refused integer not null default 0,
  -- In a row; each lasts twice as long as the one before.
  locks integer not null default 0,
  last_tried_at timestamptz not null,
  locked_at timestamptz,
  locked_until timestamptz,
  -- When the owner was sent the link that ends this lock.
  link_sent_at timestamptz,
  -- When the owner was last told of a lock.
  noticed_at timestamptz,
  constraint lockouts_locked_check check ((locked_at is null) = (locked_until is null))
);
comment on table lockouts is 'Wrong passwords in a row from unknown browsers, and until when an account lets none of them in.';
create index lockouts_last_tried_at_index on lockouts (last_tried_at);
grant select, insert, update, delete on lockouts to :APP_ROLE;
