import type { Mailbox } from '../platform/mail/message.ts'
import { parseSmtpUrl } from '../platform/mail/smtp-url.ts'
import { hidden, type Kind, quote } from './kind.ts'
import { Secret } from './secret.ts'

/** The address of a mail server. No problem sentence repeats any of it: what cannot be read may be the password. */
export const smtpUrl: Kind<Secret> = {
  parse: (text) => {
    if (!/^smtps?:\/\//i.test(text)) return { problem: 'does not begin with smtp:// or smtps://' }
    const address = parseSmtpUrl(text)
    if (address === null) {
      return {
        problem:
          'is not of the form smtp://user:password@host:port; in a user name or password, @ : / ? # % are written %40 %3A %2F %3F %23 %25',
      }
    }
    const { tls, host, port, username = '', password } = address
    const credentials = password === undefined ? username : `${username}:${hidden}`
    const at = credentials === '' ? '' : `${credentials}@`
    const name = host.includes(':') ? `[${host}]` : host
    return { value: new Secret(text, `smtp${tls ? 's' : ''}://${at}${name}:${port}`) }
  },
  show: String,
}

const addressPattern = /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i

/** A sender: `Name <address>`, or the address alone. */
export const mailbox: Kind<Mailbox> = {
  parse: (text) => {
    const [, name = '', inBrackets] = /^(?:"?([^"<>]*?)"?\s*)<([^<>]*)>$/.exec(text) ?? []
    const address = inBrackets ?? text
    return addressPattern.test(address) && !/\p{Cc}/u.test(name)
      ? { value: { name: name.trim(), address } }
      : { problem: `${quote(text)} is neither an address nor a name and an address in <>` }
  },
  show: ({ name, address }) => (name === '' ? address : `${name} <${address}>`),
}

/** A private key as OpenSSL writes it. Where it stands in one line, \n stands for the ends of its lines. */
export const privateKey: Kind<Secret> = {
  parse: (text) => {
    const pem = text.replaceAll('\\n', '\n').replaceAll('\r', '')
    return /^-----BEGIN (?:RSA )?PRIVATE KEY-----\n[\s\S]+\n-----END (?:RSA )?PRIVATE KEY-----$/.test(pem)
      ? { value: new Secret(pem) }
      : { problem: 'is no private key in PEM' }
  },
  show: () => hidden,
}
