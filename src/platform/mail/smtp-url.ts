/** Where mails are handed over, and as whom. */
export type SmtpAddress = {
  /** TLS from the first byte (`smtps:`); else by STARTTLS. */
  readonly tls: boolean
  readonly host: string
  readonly port: number
  readonly username?: string
  readonly password?: string
}

// Not the URL parser: it turns what it cannot read into something else, and names no part that is wrong.
const pattern =
  /^smtp(?<tls>s)?:\/\/(?:(?<user>[^/?#@:]*)(?::(?<password>[^/?#@]*))?@)?(?<host>\[[\da-f:.]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?\/?$/i

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

// Submission with STARTTLS (RFC 6409), and over TLS (RFC 8314).
const usualPort = (tls: boolean) => (tls ? 465 : 587)

/** Reads `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. Null: it is something else. */
export function parseSmtpUrl(text: string): SmtpAddress | null {
  const parts = pattern.exec(text)?.groups
  const tls = parts?.tls !== undefined
  const port = Number(parts?.port ?? usualPort(tls))
  const username = decode(parts?.user ?? '')
  const password = decode(parts?.password ?? '')
  if (!parts?.host || username === null || password === null || port < 1 || port > 65_535) return null
  return {
    tls,
    host: parts.host.replace(/^\[(.*)\]$/, '$1'),
    port,
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
  }
}
