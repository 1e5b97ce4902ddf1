-- Ledgers that know opaque ids only: keys, audit, limits, one-time links, idempotency.
-- `:APP_ROLE` is the role the server connects as; it owns nothing.

create table keys (
  id bigint generated always as identity constraint keys_pkey primary key,
  purpose text not null,
  sealed text not null,
  created_at timestamptz not null default now(),
  constraint keys_purpose_key unique (purpose)
);
comment on table keys is 'The random keys that outlive a change of SECRET_KEY, one for each purpose, sealed by it.';
grant select, insert, update on keys to :APP_ROLE;

create table audit_events (
  id bigint generated always as identity constraint audit_events_pkey primary key,
  occurred_at timestamptz not null,
  action text not null,
  actor_kind text not null constraint audit_events_actor_kind_check check (actor_kind in ('account', 'nobody', 'shell', 'system')),
  actor_id bigint,
  subject_id bigint,
  request_id text not null,
  -- The sealer reads only rows whose transaction is certainly over.
  transaction_id xid8 not null default pg_current_xact_id()
);
comment on table audit_events is 'What happened, to whom by number, by whom by number: only ever added to.';
create index audit_events_subject_id_index on audit_events (subject_id, id);
create index audit_events_actor_id_index on audit_events (actor_id, id);
create index audit_events_request_id_index on audit_events (request_id);

create table audit_details (
  event_id bigint not null constraint audit_details_event_id_fkey references audit_events (id),
  field text not null,
  old_value text,
  new_value text,
  constraint audit_details_pkey primary key (event_id, field)
);
comment on table audit_details is 'The fields that an event changed, before and after; emptied when the person leaves.';

create table audit_identities (
  event_id bigint constraint audit_identities_pkey primary key constraint audit_identities_event_id_fkey references audit_events (id),
  ip inet,
  user_agent text
);
comment on table audit_identities is 'The address and the browser that an event came from; emptied when the person leaves.';

-- Not even the owner changes history by accident; details and identities empty through erase_audit_person alone.
create function refuse_audit_change() returns trigger language plpgsql set search_path = porchlight, pg_temp as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_events_append_only before update or delete on audit_events
  for each row execute function refuse_audit_change();
create trigger audit_events_no_truncate before truncate on audit_events
  for each statement execute function refuse_audit_change();
create trigger audit_details_no_update before update on audit_details
  for each row execute function refuse_audit_change();
create trigger audit_identities_no_update before update on audit_identities
  for each row execute function refuse_audit_change();

grant select, insert on audit_events, audit_details, audit_identities to :APP_ROLE;

-- Takes the personal values out of everything a person did or had done to them; what happened and when stays.
create function erase_audit_person(person bigint) returns void
  language sql security definer set search_path = porchlight, pg_temp as $$
  delete from audit_details d using audit_events e where e.id = d.event_id and person in (e.subject_id, e.actor_id);
  delete from audit_identities i using audit_events e where e.id = i.event_id and person in (e.subject_id, e.actor_id);
$$;
revoke all on function erase_audit_person(bigint) from public;
grant execute on function erase_audit_person(bigint) to :APP_ROLE;

-- Counters may be lost with the machine's power: unlogged. Lockouts are account data and live elsewhere.
create unlogged table rate_limits (
  key text constraint rate_limits_pkey primary key,
  used integer not null,
  refused integer not null default 0,
  resets_at timestamptz not null
);
comment on table rate_limits is 'How often something was tried within a window, by address or account; lost when the machine loses power.';
create index rate_limits_resets_at_index on rate_limits (resets_at);
grant select, insert, update, delete on rate_limits to :APP_ROLE;

create table one_time_links (
  id uuid constraint one_time_links_pkey primary key,
  purpose text not null,
  account_id bigint,
  bound jsonb not null,
  nonce bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz
);
comment on table one_time_links is 'Links that work once, such as the one to choose a new password; the token is not stored, it is computed.';
create index one_time_links_account_id_index on one_time_links (account_id, purpose);
grant select, insert, update, delete on one_time_links to :APP_ROLE;

create table idempotency_keys (
  owner text not null,
  key text not null,
  fingerprint_hash bytea not null,
  made_id text,
  created_at timestamptz not null,
  constraint idempotency_keys_pkey primary key (owner, key)
);
comment on table idempotency_keys is 'What a request with an idempotency key has made, for a day, so that sent twice it makes one thing.';
create index idempotency_keys_created_at_index on idempotency_keys (created_at);
grant select, insert, update, delete on idempotency_keys to :APP_ROLE;
