export type { EmbeddedDatabase, EmbeddedRole } from './join-embedded.ts'
export { joinEmbedded } from './join-embedded.ts'
