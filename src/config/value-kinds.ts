import { basename, resolve } from 'node:path'
import { hidden, type Kind, quote } from './kind.ts'
import { Secret } from './secret.ts'
import type { Limit } from './shape.ts'

const units = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const
type Unit = keyof typeof units
const isUnit = (text: string | undefined): text is Unit => text !== undefined && Object.hasOwn(units, text)

/** How often something may be done, `COUNT/UNIT`. */
export const rate: Kind<Limit> = {
  parse: (text) => {
    const [, count, unit] = /^([1-9]\d{0,5})\/([a-z]+)$/.exec(text) ?? []
    return isUnit(unit)
      ? { value: { count: Number(count), seconds: units[unit] } }
      : { problem: `${quote(text)} is not a count from 1 to 999999 and a unit (${Object.keys(units).join(', ')})` }
  },
  show: ({ count, seconds }) =>
    `${count}/${Object.entries(units).find(([, length]) => length === seconds)?.[0] ?? `${seconds} seconds`}`,
}

/** A path, made absolute. */
export const directory: Kind<string> = {
  parse: (text, cwd) => ({ value: resolve(cwd, text) }),
  show: (path) => path,
}

/** A file that others are named after, by words before its ending; made absolute. */
export const filePath: Kind<string> = {
  parse: (text, cwd) =>
    /[<>"|?*:]/.test(text) || !/^[^.\s](?:.*[^.\s])?$/.test(basename(text)) || text.endsWith('/')
      ? {
          problem: `${quote(text)} is not the path of a file, free of < > " | ? * : and of a dot at either end of its name`,
        }
      : { value: resolve(cwd, text) },
  show: (path) => path,
}

/** An IANA time zone name, in its usual spelling. Offsets are refused: they do not know of summer time. */
export const timeZone: Kind<string> = {
  parse: (text) => {
    const problem = { problem: `${quote(text)} is not a time zone name of the IANA database` }
    if (!/^[a-z]/i.test(text)) return problem
    try {
      const usual = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
      // Intl may answer with an older name for the same place; then the owner's spelling stays.
      return { value: usual.toLowerCase() === text.toLowerCase() ? usual : text }
    } catch {
      return problem
    }
  },
  show: (name) => name,
}

/** A day of the calendar, `YYYY-MM-DD`, as its first moment in UTC. */
export const day: Kind<Date> = {
  parse: (text) => {
    const value = new Date(`${text}T00:00:00Z`)
    // A day that no month has would become one of the next.
    const isDay =
      /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(value.getTime()) && value.toISOString().startsWith(text)
    return isDay ? { value } : { problem: `${quote(text)} is not a day such as 2026-12-01` }
  },
  show: (value) => value.toISOString().slice(0, 10),
}

/** A secret whose strength, where it matters, a rule judges. */
export const secret: Kind<Secret> = {
  parse: (text) => ({ value: new Secret(text) }),
  show: () => hidden,
}
