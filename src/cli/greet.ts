import { devMailLink } from '../app/dev-mail/door.ts'
import type { DatabaseAccess } from '../app/reach-database.ts'
import type { Config } from '../config/config.ts'
import type { Keys } from '../features/keys/index.ts'
import { offerFirstAdminLink } from '../features/sign-up/index.ts'
import type { Db } from '../platform/db/db.ts'

type House = { readonly access: DatabaseAccess; readonly db: Db; readonly keys: Keys }

/** What a newcomer needs to know next. The admin link is a key to the house: it goes to a terminal or in development only. */
export async function greet(config: Config, { access, db, keys }: House): Promise<void> {
  const token = await db.transaction((tx) => offerFirstAdminLink(tx, { key: keys['one-time-link'], now: new Date() }))
  const open = process.stdout.isTTY || config.environment === 'development'
  const { href } = config.publicUrl
  const admin = open
    ? `Make the first admin here (works once): ${href}/welcome?token=${token}`
    : 'There is no admin yet. To get the link for the first one, run: porchlight create-admin --link'
  const mails = devMailLink(config, keys)
  const lines = [
    `Porchlight is on at ${href}`,
    `The data is in ${access.where}`,
    ...(mails === null ? [] : [`Mails are kept at ${mails}`]),
    ...(token === null ? [] : [admin]),
  ]
  console.log(lines.join('\n'))
}
