import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChild } from 'preact'
import { renderDocument } from '../html/document.tsx'
import type { NavigationItem, PageContext } from '../html/page-context.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The navigation of the account pages, for the person who asks. Empty for strangers. */
    navigation(request: FastifyRequest): readonly NavigationItem[]
  }
}

/** What a view needs to know of the request. */
export function pageOf(request: FastifyRequest): PageContext {
  const { site } = request.server
  const { prefix } = site.publicUrl
  const { locale, timeZone, now, caller } = request.scope
  return {
    locale,
    timeZone,
    now,
    caller: caller?.via === 'session' ? caller : null,
    site: { name: site.name, url: site.url, logoUrl: site.logoUrl, mails: site.mails === true },
    href: (path) => prefix + path,
    asset: (name) => `${prefix}/assets/${site.assets[name] ?? name}`,
    navigation: request.server.navigation(request),
    path: (request.url.split('?')[0] ?? '').slice(prefix.length),
  }
}

type Content = {
  readonly title: string
  readonly body: ComponentChild
  readonly failed?: boolean
  /** Names of built style sheets besides that of every page. */
  readonly styles?: readonly string[]
  readonly islands?: readonly string[]
  readonly status?: number
}

/** Answers with a page. `failed` marks one that shows what was wrong with a form. */
export function sendPage(reply: FastifyReply, { status = 200, ...content }: Content): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(renderDocument(pageOf(reply.request), content))
}

/** Sends the browser on with GET (303), to a path of ours. */
export const goTo = (reply: FastifyReply, path: string): FastifyReply =>
  reply.redirect(reply.request.server.site.publicUrl.prefix + path, 303)
