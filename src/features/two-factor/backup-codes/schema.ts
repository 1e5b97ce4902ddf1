import { type Static, Type } from 'typebox'
import type { CodesLeft } from './code-set.ts'

/** The codes as the page has them, for the file. */
export const CodesFileForm = Type.Object({ codes: Type.String() }, { additionalProperties: false })

/** How the backup codes of an account stand. */
export const BackupCodesReply = Type.Object(
  {
    left: Type.Integer({ description: 'How many still count' }),
    total: Type.Integer({ description: 'How many there were; 0 for whoever never had any' }),
    madeAt: Type.Union([Type.String(), Type.Null()], { description: 'ISO 8601, UTC' }),
  },
  { title: 'BackupCodes' },
)

/** New codes: the only answer that ever has them. */
export const MadeCodesReply = Type.Object(
  { codes: Type.Array(Type.String({ description: 'Counts once; case and hyphens do not matter' })) },
  { title: 'MadeBackupCodes' },
)

/** How codes stand, as JSON. */
export const backupCodesReply = ({ left, total, madeAt }: CodesLeft): Static<typeof BackupCodesReply> => ({
  left,
  total,
  madeAt: madeAt?.toISOString() ?? null,
})
