import { createHash } from 'node:crypto'
import type { Client } from './client.ts'

/** A script in Lua, which Redis runs as one: nothing comes in between. */
export type Script = { readonly text: string; readonly sha: string }

/** A script with the name that Redis keeps it by. */
export const defineScript = (text: string): Script => ({
  text,
  sha: createHash('sha1').update(text).digest('hex'),
})

/** Runs a script by its name, and by its text where Redis does not know it yet, as after a restart. */
export async function runScript(
  client: Client,
  script: Script,
  { key, values }: { key: string; values: readonly number[] },
): Promise<unknown> {
  const given = { keys: [key], arguments: values.map(String) }
  try {
    return await client.evalSha(script.sha, given)
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
    return await client.eval(script.text, given)
  }
}
