-- Which second factors an account has, and what a sign-in under way has come to.

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
