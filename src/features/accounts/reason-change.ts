import { changesBetween } from '../audit/index.ts'

/** Why somebody else changed an account, as it stands beside the changes; nothing where it was the person. */
export const reasonChange = (reason: string | undefined) =>
  changesBetween({ reason: null as string | null }, { reason: reason ?? null })
