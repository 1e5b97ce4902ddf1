/** Where settings come from: the process environment, and a directory whose `.env` is read and that relative paths start from. */
export type ConfigSource = { readonly env: Readonly<Record<string, string | undefined>>; readonly cwd: string }

/** What this process was started with. Nothing else in the server reads `process.env`. */
export const readEnvironment = (): ConfigSource => ({ env: { ...process.env }, cwd: process.cwd() })
