export type { EmbeddedConnection, EmbeddedDatabase, EmbeddedRole, JoinOptions } from './join-embedded.ts'
export { joinEmbedded } from './join-embedded.ts'
