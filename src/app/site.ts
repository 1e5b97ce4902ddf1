import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import type { Site } from '../platform/http/site.ts'
import { packageRoot } from '../platform/package-root.ts'
import { sendsMail } from './mail.ts'

/** Where the built style sheet and scripts lie. */
export const publicFolder = join(packageRoot, 'dist', 'public')

function readAssets(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(join(publicFolder, 'assets', 'manifest.json'), 'utf8'))
  } catch (cause) {
    throw new OperatorError('The style sheet and scripts are not built. Run: npm run build', { cause })
  }
}

/** What requests need to know of the installation. Throws OperatorError where nothing is built. */
export const siteOf = (config: Config): Site => ({
  name: config.siteName,
  url: config.siteUrl,
  logoUrl: config.brandLogoUrl,
  language: config.siteLanguage,
  timeZone: config.siteTimeZone,
  publicUrl: config.publicUrl,
  allowedOrigins: config.allowedOrigins,
  production: config.environment === 'production',
  mails: sendsMail(config),
  assets: readAssets(),
})
