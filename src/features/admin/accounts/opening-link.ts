import type { Site } from '../../../platform/http/site.ts'
import { type PasswordLink, setPasswordPath } from '../../recovery/index.ts'

/** The link as it is handed over. */
export const linkUrl = ({ publicUrl }: Pick<Site, 'publicUrl'>, { token }: PasswordLink): string =>
  `${publicUrl.href}${setPasswordPath(token)}`
