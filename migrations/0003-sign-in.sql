-- Passwords, sessions and sign-ins under way.

create table passwords (
  account_id bigint constraint passwords_pkey primary key constraint passwords_account_id_fkey references accounts (id) on delete cascade,
  password_hash text not null,
  changed_at timestamptz not null
);
comment on table passwords is 'The hash of each password and since when it is this one.';
grant select, insert, update, delete on passwords to :APP_ROLE;

create table sessions (
  id uuid constraint sessions_pkey primary key,
  token_hash bytea not null constraint sessions_token_hash_key unique,
  account_id bigint not null constraint sessions_account_id_fkey references accounts (id) on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_seconds integer not null,
  expires_at timestamptz not null,
  authenticated_at timestamptz not null,
  methods text[] not null,
  kept boolean not null,
  ip inet,
  user_agent text,
  device_id uuid
);
comment on table sessions is 'Who is signed in where; only the hash of the token in the cookie is stored.';
create index sessions_account_id_index on sessions (account_id, last_seen_at);
create index sessions_expires_at_index on sessions (expires_at);
grant select, insert, update, delete on sessions to :APP_ROLE;

create table sign_in_flows (
  id uuid constraint sign_in_flows_pkey primary key,
  token_hash bytea not null constraint sign_in_flows_token_hash_key unique,
  account_id bigint not null constraint sign_in_flows_account_id_fkey references accounts (id) on delete cascade,
  -- The password that was proved: a changed one ends the flow.
  password_changed_at timestamptz not null,
  kept boolean not null,
  steps_done text[] not null,
  created_at timestamptz not null,
  step_expires_at timestamptz not null
);
comment on table sign_in_flows is 'Sign-ins under way: what was proved already and what is still due.';
create index sign_in_flows_account_id_index on sign_in_flows (account_id);
create index sign_in_flows_step_expires_at_index on sign_in_flows (step_expires_at);
grant select, insert, update, delete on sign_in_flows to :APP_ROLE;
