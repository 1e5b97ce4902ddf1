// Written from the database after all migrations by `npm run schema`. Do not edit.

import type { Generated, GeneratedAlways } from 'kysely'

export interface AccessTokens {
  id: string
  token_hash: Buffer
  account_id: string
  kind: 'program' | 'embed'
  name: string | null
  scopes: string[]
  origin: string | null
  session_id: string | null
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}

export interface Accounts {
  id: Generated<string>
  username: string
  email: string
  email_verified_at: Date | null
  mail_state: Generated<'working' | 'bouncing'>
  first_name: string
  last_name: string
  display_name: string
  date_of_birth: string | null
  location: string | null
  bio: string | null
  visibility: Generated<'public' | 'private'>
  language: 'en' | 'de' | null
  time_zone: string | null
  role: Generated<'member' | 'moderator' | 'admin'>
  status: Generated<'active' | 'suspended' | 'restricted' | 'quarantined' | 'leaving'>
  suspension_reason: string | null
  suspended_until: Date | null
  must_change_password: Generated<boolean>
  awaits_opening: Generated<boolean>
  username_changed_at: Date | null
  created_at: Date
  updated_at: Date
  last_sign_in_at: Date | null
  search_text: GeneratedAlways<string>
  factors: Generated<string[]>
  two_factor_due_from: Date | null
}

export interface ActivityFigures {
  from_at: Date
  new_accounts: number
  sign_ins: number
  failures: number
}

export interface AuditDetails {
  event_id: string
  field: string
  old_value: string | null
  new_value: string | null
}

export interface AuditEvents {
  id: GeneratedAlways<string>
  occurred_at: Date
  action: string
  actor_kind: 'account' | 'nobody' | 'shell' | 'system'
  actor_id: string | null
  subject_id: string | null
  request_id: string
  transaction_id: Generated<string>
  personal_digest: Buffer
}

export interface AuditIdentities {
  event_id: string
  ip: string | null
  user_agent: string | null
  salt: Buffer
  occurred_at: Date
}

export interface AuditSeals {
  id: string
  from_xid: string
  to_xid: string
  event_count: string
  first_event_id: string
  last_event_id: string
  sealed_at: Date
  rows_hash: Buffer
  row_digests: Buffer | null
  row_digests_hash: Buffer
  previous_hash: Buffer | null
  key_id: string
  mac: string
  pruned_at: Date | null
}

export interface AuditVerifications {
  id: GeneratedAlways<string>
  verified_at: Date
  from_seal_id: string | null
  to_seal_id: string | null
  event_count: string
  fault_count: string
  first_fault: string | null
}

export interface BackupCodes {
  id: GeneratedAlways<string>
  account_id: string
  lookup_hash: Buffer
  code_hash: string
  made_at: Date
  used_at: Date | null
}

export interface Consents {
  account_id: string
  policy_version_id: string
  accepted_at: Date
  ip: string | null
}

export interface Devices {
  id: string
  account_id: string
  first_seen_at: Date
  last_seen_at: Date
  failures: Generated<number>
  trusted_until: Date | null
  user_agent: string | null
}

export interface EmailChanges {
  id: string
  account_id: string
  email: string
  former_email: string | null
  former_verified_at: Date | null
  link_id: string
  asked_at: Date
  changed_at: Date | null
  expires_at: Date
}

export interface Erasures {
  account_id: string
  erased_at: Date
}

export interface IdempotencyKeys {
  owner: string
  key: string
  fingerprint_hash: Buffer
  made_id: string | null
  created_at: Date
}

export interface Keys {
  id: GeneratedAlways<string>
  purpose: string
  sealed: string
  created_at: Generated<Date>
}

export interface Lockouts {
  subject: string
  failures: number
  refused: Generated<number>
  locks: Generated<number>
  last_tried_at: Date
  locked_at: Date | null
  locked_until: Date | null
  link_sent_at: Date | null
  noticed_at: Date | null
}

export interface Mails {
  id: string
  kind: string
  account_id: string | null
  about: unknown
  created_at: Date
  tries: Generated<number>
  tried_at: Date | null
  verdict: 'away' | 'later' | 'never' | null
  reply: string | null
  done_at: Date | null
  outcome: 'sent' | 'given-up' | 'not-due' | null
  next_try_at: Date | null
  trying_since: Date
}

export interface Migrations {
  number: number
  name: string
  breaking: boolean
  applied_at: Generated<Date>
}

export interface OneTimeLinks {
  id: string
  purpose: string
  account_id: string | null
  bound: unknown
  nonce: Buffer
  created_at: Date
  expires_at: Date | null
  used_at: Date | null
}

export interface Passkeys {
  id: string
  account_id: string
  credential_id: Buffer
  public_key: Buffer
  sign_count: string
  aaguid: string | null
  transports: string[]
  name: string
  syncs: boolean
  backed_up: boolean
  created_at: Date
  last_used_at: Date | null
}

export interface Passwords {
  account_id: string
  password_hash: string
  changed_at: Date
}

export interface PendingSignUps {
  id: string
  browser_hash: Buffer
  email: string
  username: string
  first_name: string
  last_name: string
  date_of_birth: string | null
  password_hash: string
  language: string
  ip: string | null
  link_id: string
  code_nonce: Buffer | null
  code_tries: Generated<number>
  code_expires_at: Date | null
  created_at: Date
  expires_at: Date
}

export interface PolicyVersions {
  id: GeneratedAlways<string>
  policy: 'terms' | 'privacy'
  language: string
  text_hash: Buffer
  first_shown_at: Date
}

export interface RateLimits {
  key: string
  used: number
  refused: Generated<number>
  resets_at: Date
}

export interface ReservedUsernames {
  name_hash: Buffer
  account_id: string | null
  reserved_at: Date
  expires_at: Date | null
}

export interface Sessions {
  id: string
  token_hash: Buffer
  account_id: string
  created_at: Date
  last_seen_at: Date
  idle_seconds: number
  expires_at: Date
  authenticated_at: Date
  methods: string[]
  kept: boolean
  ip: string | null
  user_agent: string | null
  device_id: string | null
}

export interface SignInFlows {
  id: string
  token_hash: Buffer
  account_id: string
  password_changed_at: Date
  kept: boolean
  steps_done: string[]
  created_at: Date
  step_expires_at: Date
  next_step: string
  methods: string[]
  trusts_browser: Generated<boolean>
}

export interface SpentPasskeyChallenges {
  challenge_hash: Buffer
  expires_at: Date
}

export interface TableSizes {
  measured_on: string
  table_name: string
  bytes: string
}

export interface TotpAuthenticators {
  account_id: string
  secret_sealed: string
  last_step: string
  added_at: Date
  last_used_at: Date | null
}

export interface TotpEnrollments {
  account_id: string
  secret_sealed: string
  expires_at: Date
}

export interface Workers {
  id: string
  started_at: Date
  beat_at: Date
}

export interface Tables {
  access_tokens: AccessTokens
  accounts: Accounts
  activity_figures: ActivityFigures
  audit_details: AuditDetails
  audit_events: AuditEvents
  audit_identities: AuditIdentities
  audit_seals: AuditSeals
  audit_verifications: AuditVerifications
  backup_codes: BackupCodes
  consents: Consents
  devices: Devices
  email_changes: EmailChanges
  erasures: Erasures
  idempotency_keys: IdempotencyKeys
  keys: Keys
  lockouts: Lockouts
  mails: Mails
  migrations: Migrations
  one_time_links: OneTimeLinks
  passkeys: Passkeys
  passwords: Passwords
  pending_sign_ups: PendingSignUps
  policy_versions: PolicyVersions
  rate_limits: RateLimits
  reserved_usernames: ReservedUsernames
  sessions: Sessions
  sign_in_flows: SignInFlows
  spent_passkey_challenges: SpentPasskeyChallenges
  table_sizes: TableSizes
  totp_authenticators: TotpAuthenticators
  totp_enrollments: TotpEnrollments
  workers: Workers
}

