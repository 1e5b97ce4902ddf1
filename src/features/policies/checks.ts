import { type Check, failed, passed } from '../../platform/preflight/check.ts'

type Settings = { readonly publicUrl: { readonly prefix: string } }

/** A check that a policy can be read by anyone, and before one registers. */
const policyShown = (policy: 'privacy' | 'terms', check: Pick<Check<Settings>, 'id' | 'title'>): Check<Settings> => ({
  ...check,
  name: `${policy}-shown`,
  async run({ config, web }) {
    const { ask } = web()
    const [page, form] = await Promise.all([ask(`/${policy}`), ask('/register')])
    const linked = form.text.includes(`href="${config.publicUrl.prefix}/${policy}"`)
    const evidence = `GET /${policy} answered ${page.status} with ${page.text.length} characters; /register (${form.status}) ${linked ? 'links to it' : 'has no link to it'}`
    return page.status === 200 && form.status === 200 && linked
      ? passed(evidence)
      : failed(
          evidence,
          `Both pages come with the server: look for what stands in front and keeps /${policy} or /register back.`,
        )
  },
})

/** What preflight looks at. What the texts say is the owner's to read and to sign. */
export const checks: readonly Check<Settings>[] = [
  policyShown('privacy', { id: 'high.04', title: 'The privacy policy is shown, and linked where people register' }),
  policyShown('terms', { id: 'high.05', title: 'The terms are shown, and linked where people register' }),
]
