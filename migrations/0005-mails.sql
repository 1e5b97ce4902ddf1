-- Mails that wait or were sent.

create table mails (
  id uuid constraint mails_pkey primary key,
  kind text not null,
  account_id bigint constraint mails_account_id_fkey references accounts (id) on delete cascade,
  about jsonb not null,
  created_at timestamptz not null,
  tries integer not null default 0,
  tried_at timestamptz,
  -- What became of the last try that failed, and the server's words for it.
  verdict text constraint mails_verdict_check check (verdict in ('away', 'later', 'never')),
  reply text,
  done_at timestamptz,
  outcome text constraint mails_outcome_check check (outcome in ('sent', 'given-up', 'not-due')),
  constraint mails_done_check check ((done_at is null) = (outcome is null))
);
comment on table mails is 'Mails that wait or were sent, by numbers: what they say is made anew at each try.';
create index mails_account_id_index on mails (account_id);
-- The queue is short, however many were sent.
create index mails_waiting_index on mails (created_at) where done_at is null;
create index mails_done_at_index on mails (done_at) where done_at is not null;
grant select, insert, update, delete on mails to :APP_ROLE;
