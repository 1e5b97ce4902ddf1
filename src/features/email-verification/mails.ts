import type { MailKind } from '../../platform/mail/mail-kind.ts'
import { formerAddressMailKind, newAddressMailKind } from './changes/index.ts'
import type { VerificationMailDeps } from './deps.ts'
import { proofMailKind } from './proofs/index.ts'

/** What mails there are about proving an address and changing it. */
export const verificationMails = (deps: VerificationMailDeps): readonly MailKind[] => [
  proofMailKind(deps),
  newAddressMailKind(deps),
  formerAddressMailKind(deps),
]
