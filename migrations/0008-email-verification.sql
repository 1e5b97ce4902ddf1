-- Sign-ups that wait for their mail, and changes of address that wait for theirs or can still be undone.

alter table reserved_usernames add column expires_at timestamptz;
comment on column reserved_usernames.expires_at is 'Null: for good. Else a sign-up waits for its mail until then.';
create index reserved_usernames_expires_at_index on reserved_usernames (expires_at) where expires_at is not null;

create table pending_sign_ups (
  id uuid constraint pending_sign_ups_pkey primary key,
  -- The browser that signed up has the token in a cookie.
  browser_hash bytea not null constraint pending_sign_ups_browser_hash_key unique,
  -- Not unique: several may wait for one address, and the first who confirms it gets the account.
  email text not null,
  username text not null,
  first_name text not null,
  last_name text not null,
  date_of_birth date,
  password_hash text not null,
  -- What was accepted with the form: in which language, from where.
  language text not null,
  ip inet,
  link_id uuid not null,
  -- The six digits follow from the nonce; null where none were mailed yet.
  code_nonce bytea,
  code_tries integer not null default 0,
  code_expires_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table pending_sign_ups is 'Sign-ups that wait for their mail; the account is made when the address is confirmed.';
create index pending_sign_ups_email_index on pending_sign_ups (lower(email), created_at);
create index pending_sign_ups_expires_at_index on pending_sign_ups (expires_at);
grant select, insert, update, delete on pending_sign_ups to :APP_ROLE;

create table email_changes (
  id uuid constraint email_changes_pkey primary key,
  account_id bigint not null constraint email_changes_account_id_fkey references accounts (id) on delete cascade,
  email text not null,
  -- The address that was replaced; null while the new one waits to be confirmed.
  former_email text,
  -- Only an address that was proved can take the account back: another may be a stranger's, by a slip of the pen.
  former_verified_at timestamptz,
  link_id uuid not null,
  asked_at timestamptz not null,
  changed_at timestamptz,
  expires_at timestamptz not null,
  constraint email_changes_changed_check check ((former_email is null) = (changed_at is null))
);
comment on table email_changes is 'Changes of address: those that wait for the new mailbox, and those that the former one can undo.';
-- One waits for each account: asking for another address replaces it.
create unique index email_changes_waiting_key on email_changes (account_id) where changed_at is null;
create index email_changes_account_id_index on email_changes (account_id, changed_at);
create index email_changes_expires_at_index on email_changes (expires_at);
grant select, insert, update, delete on email_changes to :APP_ROLE;
