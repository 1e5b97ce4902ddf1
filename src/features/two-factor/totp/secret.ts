import { generateSecret, generateURI } from 'otplib'

/** A new secret: 160 random bits (RFC 4226, section 4) in base32, as apps take it. */
export const newSecret = (): string => generateSecret({ length: 20 })

/** The secret as a person types it into an app. */
export const inGroups = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ')

/** What the picture says to the app: whose secret it is, and where. */
export const addressOf = ({ secret, site, username }: { secret: string; site: string; username: string }): string =>
  // A colon divides site and name in the label.
  generateURI({ issuer: site.replaceAll(':', ' ').trim(), label: username, secret })
