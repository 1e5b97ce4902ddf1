-- Ledgers that know opaque ids only: keys, audit, limits, one-time links, idempotency, workers.
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
  transaction_id xid8 not null default pg_current_xact_id(),
  -- Over the personal values and their salt, which stand apart: once they are gone it tells nothing.
  personal_digest bytea not null
);
comment on table audit_events is 'What happened, to whom by number, by whom by number: only ever added to.';
-- Each event is written into all of these, some microseconds each; what is asked of the log must stay quick with tens of
-- millions of events, newest first, so each of the ways to ask has its events in the order of time:
-- everything, and between two moments;
create index audit_events_occurred_at_index on audit_events (occurred_at, id);
-- one kind of event: a rare one is not looked for among all others, and one is counted over a time;
create index audit_events_action_index on audit_events (action, occurred_at, id);
-- what happened to somebody: their own page, the search, and what is emptied when they leave;
create index audit_events_subject_id_index on audit_events (subject_id, occurred_at, id);
-- what somebody did: the search, and what is emptied when they leave;
create index audit_events_actor_id_index on audit_events (actor_id, occurred_at, id);
-- what a request did: a few events, for whoever comes from the log of the server;
create index audit_events_request_id_index on audit_events (request_id);
-- what is to be sealed, once a second, and the order in which it is verified;
create index audit_events_transaction_id_index on audit_events (transaction_id, id);
-- who has left, for the verification; as large as they are many.
create index audit_events_erasure_index on audit_events (subject_id) where action = 'account.erased';

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
  user_agent text,
  salt bytea not null,
  -- As in the event: what came from an address is found in the order of time only if the time stands here.
  occurred_at timestamptz not null
);
comment on table audit_identities is 'The address and the browser that an event came from; emptied when the person leaves.';
-- What came from an address or a network, newest first; also how many events a network has, before it is gone through.
create index audit_identities_ip_index on audit_identities (ip, occurred_at, event_id);

-- Not even the owner changes history by accident; details and identities empty through erase_audit_person alone.
create function refuse_audit_change() returns trigger language plpgsql set search_path = porchlight, pg_temp as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_events_no_update before update on audit_events
  for each row execute function refuse_audit_change();
create trigger audit_events_no_truncate before truncate on audit_events
  for each statement execute function refuse_audit_change();
create trigger audit_details_no_update before update on audit_details
  for each row execute function refuse_audit_change();
create trigger audit_identities_no_update before update on audit_identities
  for each row execute function refuse_audit_change();

grant select, insert on audit_details, audit_identities to :APP_ROLE;
-- Not transaction_id: nobody dates an event back into a range that is sealed.
grant select, insert (occurred_at, action, actor_kind, actor_id, subject_id, request_id, personal_digest)
  on audit_events to :APP_ROLE;

-- Takes the personal values out of everything a person did or had done to them; what happened and when stays.
create function erase_audit_person(person bigint) returns void
  language sql security definer set search_path = porchlight, pg_temp as $$
  delete from audit_details d using audit_events e where e.id = d.event_id and person in (e.subject_id, e.actor_id);
  delete from audit_identities i using audit_events e where e.id = i.event_id and person in (e.subject_id, e.actor_id);
$$;
revoke all on function erase_audit_person(bigint) from public;
grant execute on function erase_audit_person(bigint) to :APP_ROLE;

create table audit_seals (
  id bigint constraint audit_seals_pkey primary key,
  -- The events of the transactions from the first on and before the second.
  from_xid xid8 not null constraint audit_seals_from_xid_key unique,
  to_xid xid8 not null,
  event_count bigint not null,
  first_event_id bigint not null,
  last_event_id bigint not null,
  sealed_at timestamptz not null,
  rows_hash bytea not null,
  -- Number and short digest of each event, 16 bytes, so that a changed one is known by its number; null where they were
  -- too many in one transaction, or pruned. The hash of it is under the MAC.
  row_digests bytea,
  row_digests_hash bytea not null,
  previous_hash bytea,
  key_id text not null,
  mac text not null,
  pruned_at timestamptz,
  constraint audit_seals_range_check check (from_xid < to_xid)
);
comment on table audit_seals is 'What the events of a stretch of time were, as a hash that names the seal before it, under a key of ours.';

-- Whoever can insert can neither leave a gap, nor cover what is still to come, nor date a seal back to have it pruned.
create function require_next_audit_seal() returns trigger language plpgsql set search_path = porchlight, pg_temp as $$
declare
  last audit_seals;
begin
  select * into last from audit_seals order by id desc limit 1;
  if new.id <> coalesce(last.id, 0) + 1 or new.from_xid <> coalesce(last.to_xid, '0'::xid8)
    or new.to_xid > pg_snapshot_xmin(pg_current_snapshot()) then
    raise exception 'a seal continues the last one and covers only what is over' using errcode = 'check_violation';
  end if;
  new.sealed_at := now();
  new.pruned_at := null;
  return new;
end $$;
create trigger audit_seals_next before insert on audit_seals
  for each row execute function require_next_audit_seal();

-- The one thing that changes in a seal: that its events were pruned, with their digests, 30 days after it was made at the
-- earliest.
create function require_audit_pruning() returns trigger language plpgsql set search_path = porchlight, pg_temp as $$
begin
  if old.pruned_at is not null or new.pruned_at is distinct from now() or old.sealed_at >= now() - interval '30 days'
    or new.row_digests is not null
    or to_jsonb(new) - '{pruned_at,row_digests}'::text[] <> to_jsonb(old) - '{pruned_at,row_digests}'::text[] then
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger audit_seals_pruning before update on audit_seals
  for each row execute function require_audit_pruning();
create trigger audit_seals_no_delete before delete on audit_seals
  for each row execute function refuse_audit_change();
create trigger audit_seals_no_truncate before truncate on audit_seals
  for each statement execute function refuse_audit_change();

grant select, insert on audit_seals to :APP_ROLE;

create table audit_verifications (
  id bigint generated always as identity constraint audit_verifications_pkey primary key,
  verified_at timestamptz not null,
  -- Null: the whole log.
  from_seal_id bigint,
  to_seal_id bigint,
  event_count bigint not null,
  fault_count bigint not null,
  first_fault text
);
comment on table audit_verifications is 'When the audit log was compared with its seals, and what was found: a note, which proves nothing by itself.';
grant select, insert on audit_verifications to :APP_ROLE;

create function require_pruned_audit_event() returns trigger language plpgsql set search_path = porchlight, pg_temp as $$
begin
  if (select pruned_at is not null and to_xid > old.transaction_id from audit_seals
      where from_xid <= old.transaction_id order by from_xid desc limit 1) is true then
    return old;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_events_pruning before delete on audit_events
  for each row execute function require_pruned_audit_event();

-- Removes the events of whole seals, the oldest first, all of them made before the given time and at least 30 days ago.
-- Their seals stay, marked. Nobody but the owner may call it: the server never removes what happened.
create function prune_audit(before timestamptz) returns bigint
  language plpgsql strict security definer set search_path = porchlight, pg_temp as $$
declare
  first_kept bigint;
  pruned_to xid8;
  removed bigint;
begin
  select min(id) into first_kept from audit_seals where sealed_at >= least(before, now() - interval '30 days');
  update audit_seals set pruned_at = now(), row_digests = null
    where pruned_at is null and (first_kept is null or id < first_kept);
  select to_xid into pruned_to from audit_seals where pruned_at is not null order by id desc limit 1;
  delete from audit_details d using audit_events e where e.id = d.event_id and e.transaction_id < pruned_to;
  delete from audit_identities i using audit_events e where e.id = i.event_id and e.transaction_id < pruned_to;
  delete from audit_events where transaction_id < pruned_to;
  get diagnostics removed = row_count;
  return removed;
end $$;
revoke all on function prune_audit(timestamptz) from public;

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

create table workers (
  id text constraint workers_pkey primary key,
  started_at timestamptz not null,
  beat_at timestamptz not null
);
comment on table workers is 'The processes that run jobs, each with its last sign of life: what a silent one holds goes to the others.';
grant select, insert, update, delete on workers to :APP_ROLE;
