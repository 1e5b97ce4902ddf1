import { generateSecret, generateURI } from 'otplib'

/** A new secret: 160 random bits (RFC 4226, section 4) in base32, as apps take it. */
export const newSecret = (): string => generateSecret({ length: 20 })

/** The secret as a person types it into an app. */
export const inGroups = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ')

/** What the picture says to the app: whose secret it is, and where. */
export const addressOf = ({ secret, site, username }: { secret: string; site: string; username: string }): string =>
  // A colon divides site and name in the label.
  generateURI({ issuer: site.replaceAll(':', ' ').trim(), label: username, secret })

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes as apps take them (RFC 4648, section 6), without padding: a multiple of five needs none. */
export const base32 = (bytes: Buffer): string =>
  [...bytes]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .replace(/.{5}/g, (five) => letters[Number.parseInt(five, 2)] ?? '')
