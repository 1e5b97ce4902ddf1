-- A second kind of credential: what a person gives to a program.

create table access_tokens (
  id uuid constraint access_tokens_pkey primary key,
  token_hash bytea not null constraint access_tokens_token_hash_key unique,
  account_id bigint not null constraint access_tokens_account_id_fkey references accounts (id) on delete cascade,
  kind text not null constraint access_tokens_kind_check check (kind in ('program', 'embed')),
  -- As the person calls it; the tokens of an embed are nobody's to name.
  name text,
  scopes text[] not null,
  -- An embed's token works on one site alone, and ends with the session that it came from.
  origin text,
  session_id uuid constraint access_tokens_session_id_fkey references sessions (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  constraint access_tokens_program_check check (
    kind <> 'program' or (name is not null and origin is null and session_id is null)
  )
);
comment on table access_tokens is 'What programs show instead of a session; only the hash of the token is stored.';
comment on column access_tokens.last_used_at is 'Null where it never was; written at most once a minute.';
create unique index access_tokens_name_index on access_tokens (account_id, lower(name)) where kind = 'program';
create index access_tokens_account_id_index on access_tokens (account_id, created_at);
create index access_tokens_session_id_index on access_tokens (session_id) where session_id is not null;
create index access_tokens_expires_at_index on access_tokens (expires_at);
grant select, insert, update, delete on access_tokens to :APP_ROLE;
