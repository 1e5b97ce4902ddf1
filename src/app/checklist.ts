/** What speaks for one item of docs/checklist.md: checks by name, a person who signs, or nothing yet (with a sentence). */
export type Item = { readonly title: string } & (
  | { readonly by: readonly string[] }
  | { readonly signOff: string }
  | { readonly notYet: string }
)

/** The priorities in their order: the first part of an id, and its heading. */
export const priorities = {
  critical: 'Critical: must be right before production',
  high: 'High priority: strongly recommended',
  nice: 'Nice to have',
  final: 'Final checks before going live',
  deploy: 'Deployment steps',
  after: 'After deployment',
} as const

/** Every item of docs/checklist.md by its id. */
export const checklist: Readonly<Record<string, Item>> = {
  'critical.01': {
    title: 'Rotate SECRET_KEY and store securely',
    by: ['secret-key-given', 'secret-key-strong', 'data-directory-closed', 'secret-files-closed'],
  },
  'critical.02': {
    title: 'Configure PostgreSQL credentials',
    by: ['database-reached', 'role-is-no-superuser', 'role-cannot-rewrite-audit', 'role-creates-nothing'],
  },
  'critical.03': {
    title: 'Enable HTTPS and secure cookies',
    by: ['environment-is-production', 'address-is-https', 'address-answers', 'headers-as-sent', 'cookies-as-sent'],
  },
  'critical.04': {
    title: 'Add rate limiting',
    by: ['limits-on', 'limits-as-sent', 'proxies-trusted', 'redis-reached'],
  },
  'critical.05': {
    title: 'Implement password strength validation',
    by: ['password-policy', 'breach-list-answers'],
  },
  'critical.06': { title: 'Configure CORS for Jekyll site', by: ['origins-listed'] },
  'critical.07': { title: 'Apply database migrations to PostgreSQL', by: ['schema-as-written', 'jobs-can-be-left'] },
  'critical.08': { title: 'Fix data model inconsistency', by: ['one-registration'] },
  'critical.09': { title: 'Fix duplicate delete logic', by: ['one-deletion'] },
  'critical.10': { title: 'Configure database connection pooling', by: ['pool-fits'] },
  'critical.11': { title: 'Implement email verification', by: ['addresses-proved'] },
  'critical.12': {
    title: 'Add account lockout after failed logins',
    notYet: 'Tries are limited by account and browser; a lock that mails its owner needs mail first.',
  },
  'high.01': { title: 'Add structured application logging', by: ['log-says-enough', 'room-for-log'] },
  'high.02': { title: 'Add health check endpoint', by: ['health'] },
  'high.03': {
    title: 'Set up error tracking',
    notYet: 'Errors are in the log with their request id; no tracker is connected.',
  },
  'high.04': { title: 'Create privacy policy', by: ['privacy-shown'] },
  'high.05': { title: 'Create terms of service', by: ['terms-shown'] },
  'high.06': {
    title: 'Document data retention policy',
    notYet: 'Sessions, links and counters go by themselves; the whole policy is not written down.',
  },
  'high.07': {
    title: 'Add GDPR compliance features (if needed)',
    notYet: 'An account can be deleted with everything in it; the export is missing.',
  },
  'high.08': {
    title: 'Optimize database queries',
    notYet: 'Every list is paged and indexed; large data has not been measured.',
  },
  'high.09': {
    title: 'Add caching layer (optional)',
    notYet:
      'Sessions are cached and limits can be counted in Redis; what that saves on large data has not been measured.',
  },
  'nice.01': { title: 'Password reset via email', by: ['recovery-by-mail'] },
  'nice.02': {
    title: 'Two-factor authentication (2FA)',
    by: ['factors-offered', 'staff-has-factors', 'factor-secrets-open'],
  },
  'nice.03': { title: 'Session management', by: ['sessions-in-hand'] },
  'nice.04': { title: 'Account data export', notYet: 'There is no export.' },
  'nice.05': {
    title: 'Integration tests with PostgreSQL',
    signOff: 'Run npm test: it ends with a count, on a real PostgreSQL.',
  },
  'nice.06': { title: 'Load testing', notYet: 'Nothing puts the server under the load that is expected.' },
  'nice.07': {
    title: 'Security penetration testing',
    signOff:
      'Somebody who did not write it has tried to break in; the attacks that npm test tries are in test/security.',
  },
  'nice.08': { title: 'API documentation', by: ['api-documented'] },
  'nice.09': {
    title: 'Admin user guide',
    signOff: 'Every admin has read docs/admin.md, and knows where the commands for emergencies are.',
  },
  'nice.10': {
    title: 'Incident response procedures',
    notYet: 'SECURITY.md says how to report a weakness; the plan for an incident is not written.',
  },
  'final.01': {
    title: 'All critical tasks completed',
    signOff: 'porchlight preflight shows no failed critical check, and whoever is responsible has read the rest.',
  },
  'final.02': {
    title: 'All high priority tasks completed or explicitly deferred',
    signOff: 'Each high one is passed, or put off by name.',
  },
  'final.03': {
    title: 'Staging environment tested successfully',
    signOff: 'The same release and settings have run as ENVIRONMENT=staging.',
  },
  'final.04': {
    title: 'Backup and restore procedures tested',
    notYet: 'There is no backup command; docs/self-hosting.md tells how to copy while nothing runs.',
  },
  'final.05': {
    title: 'Rollback plan documented and tested',
    signOff: 'The way back is written down, and somebody has gone it once.',
  },
  'final.06': {
    title: 'Monitoring and alerts configured',
    signOff:
      'A Prometheus asks /metrics with the rules of deploy/, and somebody got the alert of a server stopped on purpose.',
  },
  'final.07': {
    title: 'Team trained on new system',
    signOff: 'Whoever looks after it has made an admin, read the log and ended a session.',
  },
  'final.08': { title: 'Documentation updated', signOff: 'The pages in docs say what this installation does.' },
  'final.09': {
    title: 'Security review completed',
    signOff: 'SECURITY.md and the settings were gone through by somebody.',
  },
  'final.10': { title: 'Performance testing completed', notYet: 'Waits for the load tests.' },
  'deploy.01': { title: 'Deploy to staging environment', signOff: 'Staging runs the release that production will.' },
  'deploy.02': {
    title: 'Run smoke tests on staging',
    signOff: 'On staging, somebody has registered, signed in and left.',
  },
  'deploy.03': { title: 'Apply database migrations to production', by: ['migrations-applied'] },
  'deploy.04': {
    title: 'Deploy application to production',
    by: [
      'versions-fit',
      'admins-exist',
      'room-for-data',
      'writes-survive-power-cut',
      'clocks-agree',
      'mail-configured',
      'mail-server-answers',
      'mail-sender-vouched',
    ],
  },
  'deploy.05': { title: 'Verify health check endpoint', by: ['probes-answer'] },
  'deploy.06': {
    title: 'Monitor logs for errors',
    signOff: 'Somebody reads the log for lines of level error in the first hour.',
  },
  'deploy.07': {
    title: 'Test critical user flows',
    signOff: 'In production, somebody has registered, signed in, changed the password and left.',
  },
  'deploy.08': { title: 'Monitor performance metrics', by: ['metrics-closed'] },
  'deploy.09': { title: 'Have rollback ready if needed', signOff: 'The copy and the former release lie ready.' },
  'after.01': {
    title: 'Monitor error rates for 24 hours',
    signOff: 'The log of the first 24 hours was read for level error.',
  },
  'after.02': {
    title: 'Check database performance',
    signOff: '/health and the log of PostgreSQL were looked at under real visitors.',
  },
  'after.03': { title: 'Verify backup jobs running', notYet: 'There are no backup jobs.' },
  'after.04': { title: 'Review security logs', signOff: 'Lines “sign-in failed” and “limit reached” were read.' },
  'after.05': { title: 'Gather user feedback', signOff: 'People were asked.' },
  'after.06': {
    title: 'Document any issues encountered',
    signOff: 'What went otherwise than planned is written down.',
  },
  'after.07': {
    title: 'Update this document with lessons learned',
    signOff: 'docs/checklist.md has what was learned.',
  },
}
