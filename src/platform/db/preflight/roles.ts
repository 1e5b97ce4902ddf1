import { type Check, failed, passed, type Sight, warned } from '../../preflight/check.ts'
import { look } from './look.ts'
import { type RoleRights, readRoleRights } from './queries.ts'

type Settings = { readonly environment: string }

const rightsOf = (sight: Sight<Settings>): Promise<RoleRights> => look(sight, readRoleRights)

const twoRoles =
  'Make a second role that owns the tables and set DATABASE_OWNER_URL to it; docs/self-hosting.md has the statements.'

const notSuperuser: Check<Settings> = {
  id: 'critical.02',
  name: 'role-is-no-superuser',
  title: 'The server connects as a role that is no superuser',
  async run(sight) {
    const { role, superuser } = await rightsOf(sight)
    return superuser
      ? failed(
          `${role} is a superuser: whoever takes over the server can rewrite everything, the audit log too`,
          "Give DATABASE_URL a role without that right: create role porchlight_app login password '…'.",
        )
      : passed(`${role} is no superuser`)
  },
}

const auditIsSafe: Check<Settings> = {
  id: 'critical.02',
  name: 'role-cannot-rewrite-audit',
  title: 'The role of the server neither owns the audit log nor may change its rows',
  async run(sight) {
    const { role, ownedAudit, changeableAudit } = await rightsOf(sight)
    if (changeableAudit.length > 0)
      return failed(
        `${role} may change rows of ${changeableAudit.join(', ')}`,
        `As the owner: revoke update, delete, truncate on ${changeableAudit.join(', ')} from ${role}.`,
      )
    if (ownedAudit.length === 0) return passed(`${role} owns no table of the audit log and may only read and append`)
    const evidence = `${role} owns ${ownedAudit.join(', ')}: it can switch off the trigger that protects them, so that whoever takes over the server can rewrite what happened`
    // A choice that is warned of at each start; in production it takes away what the log is for.
    return sight.config.environment === 'production' ? failed(evidence, twoRoles) : warned(evidence, twoRoles)
  },
}

const createsNothing: Check<Settings> = {
  id: 'critical.02',
  name: 'role-creates-nothing',
  title: 'The role of the server cannot make tables',
  async run(sight) {
    const { role, createsIn } = await rightsOf(sight)
    if (createsIn.length === 0) return passed(`${role} may create in no schema and not in the database`)
    const evidence = `${role} may create in ${createsIn.join(', ')}`
    const mend = `As the owner: ${createsIn.map((place) => `revoke create on ${place} from ${role}, public`).join('; ')}. ${twoRoles}`
    return sight.config.environment === 'production' ? failed(evidence, mend) : warned(evidence, mend)
  },
}

/** What the role that the server works as may not do. */
export const roleChecks: readonly Check<Settings>[] = [notSuperuser, auditIsSafe, createsNothing]
