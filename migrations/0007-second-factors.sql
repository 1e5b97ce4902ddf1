-- Second factors: which an account has, apps that show codes, codes for whoever lost the phone, and how far a sign-in is.

alter table accounts
  -- Written with each factor that comes or goes, so that a sign-in and the list of accounts need not look further.
  add factors text[] not null default '{}' constraint accounts_factors_check check (factors <@ array['totp', 'passkey']),
  -- Since when a second factor is asked of this account; null while none is.
  add two_factor_due_from timestamptz;
create index accounts_factors_index on accounts using gin (factors) where factors <> '{}';

alter table devices
  -- Until then this browser stands for the second factor of this account.
  add trusted_until timestamptz;

alter table sign_in_flows
  add next_step text not null,
  -- How the person has proved to be it until now.
  add methods text[] not null,
  -- Whether the person wants this browser to stand for the second factor from now on.
  add trusts_browser boolean not null default false;

create table totp_authenticators (
  account_id bigint constraint totp_authenticators_pkey primary key constraint totp_authenticators_account_id_fkey references accounts (id) on delete cascade,
  -- Sealed by SECRET_KEY; the sealed value names its key.
  secret_sealed text not null,
  -- The step of the last code that counted: that one and all before it are spent.
  last_step bigint not null,
  added_at timestamptz not null,
  last_used_at timestamptz
);
comment on table totp_authenticators is 'Apps that show codes, confirmed by one of them.';
grant select, insert, update, delete on totp_authenticators to :APP_ROLE;

create table totp_enrollments (
  account_id bigint constraint totp_enrollments_pkey primary key constraint totp_enrollments_account_id_fkey references accounts (id) on delete cascade,
  secret_sealed text not null,
  expires_at timestamptz not null
);
comment on table totp_enrollments is 'Apps that are being set up: they count once a code of theirs was shown.';
create index totp_enrollments_expires_at_index on totp_enrollments (expires_at);
grant select, insert, update, delete on totp_enrollments to :APP_ROLE;

create table backup_codes (
  id bigint generated always as identity constraint backup_codes_pkey primary key,
  account_id bigint not null constraint backup_codes_account_id_fkey references accounts (id) on delete cascade,
  -- By a key of the installation: finds the one code whose slow hash is to be compared.
  lookup_hash bytea not null,
  code_hash text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  constraint backup_codes_lookup_hash_key unique (account_id, lookup_hash)
);
comment on table backup_codes is 'The codes that stand for a lost second factor, each once; only their hashes are stored.';
grant select, insert, update, delete on backup_codes to :APP_ROLE;
