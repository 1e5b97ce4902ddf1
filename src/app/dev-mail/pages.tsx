import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config/config.ts'
import type { Keys } from '../../features/keys/index.ts'
import type { App } from '../../platform/http/app.ts'
import { sendFramedMailPolicy, sendFramingPolicy } from '../../platform/http/headers.ts'
import { pageOf, sendPage } from '../../platform/http/page.ts'
import { findKept, type KeptMail, listKept } from '../../platform/mail/mailbox.ts'
import { devMailPath, hasKey, keepsMail, letIn } from './door.ts'
import { devMailTexts } from './texts/index.ts'
import { type Form, isForm, KeptMailPage, KeptMailsPage } from './views.tsx'

type DevMailDeps = { readonly config: Config; readonly keys: Pick<Keys, 'one-time-link'> }

// Not a page by its rules: to strangers it is an address that nobody answers, header by header.
const rules = { config: { access: 'public' }, schema: { hide: true } } as const

const styles = ['admin.css']

async function sendList(reply: FastifyReply, dataDir: string) {
  const page = pageOf(reply.request)
  const mails = await listKept(dataDir)
  const title = devMailTexts(page.locale, page.timeZone).title()
  return sendPage(reply, { title, styles, body: <KeptMailsPage page={page} mails={mails} /> })
}

function sendMail(reply: FastifyReply, { mail, form }: { mail: KeptMail; form: Form }) {
  const page = pageOf(reply.request)
  sendFramingPolicy(reply)
  return sendPage(reply, { title: mail.subject, styles, body: <KeptMailPage page={page} mail={mail} form={form} /> })
}

function sendContent(reply: FastifyReply, { html }: KeptMail) {
  sendFramedMailPolicy(reply)
  return reply.type('text/html; charset=utf-8').send(html)
}

const queryOf = (request: FastifyRequest) => request.query as Readonly<Record<string, unknown>>
const idOf = (request: FastifyRequest) => (request.params as { id: string }).id

/** `/dev/mail`: the mails that did not leave, for whoever reads the terminal. Outside development there is no such address. */
export function devMailPages(app: App, { config: settings, keys }: DevMailDeps): void {
  if (!keepsMail(settings)) return
  const { dataDir } = settings
  app.get(devMailPath, rules, (request, reply) => {
    const { token } = queryOf(request)
    if (token !== undefined) return letIn(reply, keys, String(token)) ?? reply.callNotFound()
    return hasKey(request, keys) ? sendList(reply, dataDir) : reply.callNotFound()
  })
  app.get(`${devMailPath}/:id`, rules, async (request, reply) => {
    const mail = hasKey(request, keys) ? await findKept(dataDir, idOf(request)) : null
    const { form = 'html' } = queryOf(request)
    return mail && isForm(form) ? sendMail(reply, { mail, form }) : reply.callNotFound()
  })
  app.get(`${devMailPath}/:id/content`, rules, async (request, reply) => {
    const mail = hasKey(request, keys) ? await findKept(dataDir, idOf(request)) : null
    return mail ? sendContent(reply, mail) : reply.callNotFound()
  })
}
