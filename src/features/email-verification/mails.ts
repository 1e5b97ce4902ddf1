import type { MailKind } from '../../platform/mail/mail-kind.ts'
import { formerAddressMailKind } from './changes/former-address-mail.ts'
import { newAddressMailKind } from './changes/new-address-mail.ts'
import type { VerificationMailDeps } from './deps.ts'
import { proofMailKind } from './proofs/proof-mail.ts'

/** What mails there are about proving an address and changing it. */
export const verificationMails = (deps: VerificationMailDeps): readonly MailKind[] => [
  proofMailKind(deps),
  newAddressMailKind(deps),
  formerAddressMailKind(deps),
]
