// First parts of our addresses, so that no profile can be taken for a page of the house, and words that speak for it.
const houseNames = `
  about abuse access account accounts activity admin administration administrator administrators admins all anonymous api
  app apps archive asset assets auth authentication author authors ban banned billing blog bot bots browserconfig cdn
  changelog chat client code comment comments config confirm contact cookie cookies counts css dashboard data database
  debug default delete deleted demo dev developer developers dns doc docs download downloads editor email embed error
  errors everyone example export false favicon feed feedback feeds file files forgot forum ftp guest guests health help
  helpdesk home host hostmaster html http https icon icons image images imap img import imprint impressum index info
  information inbox internal islands jobs js json launch legal like likes link links live locale localhost log login logout
  logs mail mailer mailerdaemon mailto manifest master me media member members message messages metrics mod moderate
  moderation moderator moderators mods my myaccount mysql name names nan new news newsletter nobody none noreply notification
  notifications null oauth official openapi operator owner page pagelikes pages password passwords payment people ping policy
  pop porchlight post postgres postgresql postmaster posts press privacy profile profiles public query ready recover
  recovery register registration reply report reports request requests reset robots role root rss sales search secure
  security self server service session sessions settings setup shop signin signout signup site sitemap smtp ssl staff static
  stats status subscribe subscription sudo superadmin superuser support sysadmin sysop system team terms test tester testing
  thread threads tls token tokens tos true undefined unknown unsubscribe update upload uploads user username usernames users
  verification verify void webhook webhooks webmaster wellknown wiki www www1 you
`

/**
 * What a name looks like from a step away: without marks, case, and the difference between characters that eyes and
 * "leet" spelling confuse (0/o, 1/l/i, 3/e, 4/a, 5/s, rn/m, vv/w, cl/d). Two names with one skeleton can be mistaken.
 */
export const skeleton = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('cl', 'd')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[0134i5]/g, (character) => alike[character] ?? character)

const alike: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', i: 'l' }

const houseSkeletons = new Set(houseNames.trim().split(/\s+/).map(skeleton))

/** Whether a name is one of the house or looks like one: `admin`, `adm1n`, `a-d-m-i-n`, `Adrnin`, the site's own name. */
export const isHouseName = (name: string, siteName?: string): boolean => {
  const seen = skeleton(name)
  return houseSkeletons.has(seen) || (siteName !== undefined && seen !== '' && seen === skeleton(siteName))
}
