-- Passkeys, and which of their challenges are spent.

create table passkeys (
  id uuid constraint passkeys_pkey primary key,
  account_id bigint not null constraint passkeys_account_id_fkey references accounts (id) on delete cascade,
  -- By what the authenticator names it.
  credential_id bytea not null constraint passkeys_credential_id_key unique,
  public_key bytea not null,
  -- How often the authenticator says that it has signed; 0 where it does not count.
  sign_count bigint not null,
  -- The make of the authenticator; null where it does not tell.
  aaguid uuid,
  -- By which ways a browser may reach it.
  transports text[] not null,
  name text not null,
  -- Whether it may be copied to other devices of the person, and whether it is now.
  syncs boolean not null,
  backed_up boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
comment on table passkeys is 'Public keys with which people prove to be it; the private ones never leave their devices.';
create index passkeys_account_id_index on passkeys (account_id, created_at);
grant select, insert, update, delete on passkeys to :APP_ROLE;

create table spent_passkey_challenges (
  challenge_hash bytea constraint spent_passkey_challenges_pkey primary key,
  expires_at timestamptz not null
);
comment on table spent_passkey_challenges is 'Challenges that were answered, until they run out; those that were not are in no table.';
create index spent_passkey_challenges_expires_at_index on spent_passkey_challenges (expires_at);
grant select, insert, delete on spent_passkey_challenges to :APP_ROLE;
