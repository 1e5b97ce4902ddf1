import { AppError } from '../errors/app-error.ts'
import type { App } from './app.ts'

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g

/** Whether any object of a text that is valid JSON has one key twice, in whatever spelling of its characters. */
export function hasDoubledKey(json: string): boolean {
  const open: (Set<string> | null)[] = []
  let text = '""'
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (token !== ':') text = token
    else {
      const keys = open.at(-1)
      const key = JSON.parse(text) as string
      if (keys?.has(key)) return true
      keys?.add(key)
    }
  }
  return false
}

/**
 * Reads JSON bodies: those with a doubled or a poisoned key are refused (400), since whatever stands before this server
 * may have read the other of two values (RFC 8259, 4).
 */
export function readJsonBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    parse(request, body, (error, value) => {
      if (error) done(error)
      else if (hasDoubledKey(body)) done(new AppError(400, 'malformed'))
      else done(null, value)
    })
  })
}
