export { ConfigInvalid } from './config-invalid.ts'
export { Secret } from './secret.ts'
export type { Config, Environment, Limit, LimitName, LogLevel, Origin, PublicUrl } from './shape.ts'
