import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Config } from '../config/config.ts'
import { brandCss } from '../platform/html/brand-css.ts'
import type { App } from '../platform/http/app.ts'
import { letCachesKeep } from '../platform/http/headers.ts'
import { publicFolder } from './site.ts'

const year = 31_536_000
const cacheable = { access: 'public', cacheable: true } as const

/** The style sheet, the scripts, the icon and the owner's color. Built files have their hash in the name and are kept for good. */
export async function addAssets(app: App, config: Pick<Config, 'brandColor'>): Promise<void> {
  await app.register(fastifyStatic, {
    root: publicFolder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    index: false,
  })
  const built = new Set(Object.values(app.site.assets))
  app.get('/assets/:file', { config: cacheable, schema: { hide: true } }, (request, reply) => {
    const { file } = request.params as { file: string }
    // Only what pages refer to: no path, however it is spelled, leads to another file.
    if (!built.has(file)) return reply.callNotFound()
    letCachesKeep(reply, year)
    return reply.sendFile(file, join(publicFolder, 'assets'))
  })
  app.get('/icon.svg', { config: cacheable, schema: { hide: true } }, (_, reply) => {
    letCachesKeep(reply, 3_600)
    return reply.sendFile('icon.svg')
  })
  const css = brandCss(config.brandColor)
  const etag = `"${createHash('sha256').update(css).digest('base64url').slice(0, 16)}"`
  app.get('/brand.css', { config: cacheable, schema: { hide: true } }, (request, reply) => {
    letCachesKeep(reply, 300)
    reply.header('etag', etag)
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('text/css; charset=utf-8').send(css)
  })
}
