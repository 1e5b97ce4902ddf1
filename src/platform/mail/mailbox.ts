import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mailbox, Message, Transport } from './message.ts'
import { envelopeOf } from './smtp-transport.ts'

/** A mail that did not leave: what it said, and its source as it would have gone out. */
export type KeptMail = Message & { readonly id: string; readonly keptAt: string; readonly source: string }

const most = 200
const fileName = /^[\w-]{1,80}\.json$/

const folderOf = (dataDir: string) => join(dataDir, 'mailbox')

async function sourceOf(message: Message, from: Mailbox): Promise<string> {
  const { createTransport } = await import('nodemailer')
  const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail(envelopeOf(message, from))
  return String(sent.message)
}

/** Names of the files, newest first: they begin with the time. */
const namesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => []))
    .filter((name) => fileName.test(name))
    .sort()
    .reverse()

type Options = {
  readonly dataDir: string
  readonly from: Mailbox
  /** Told of each mail; what links it has are in its text. */
  onKept(mail: KeptMail): void
}

/** Keeps mails in DATA_DIR/mailbox instead of sending them, the newest 200: for trying things out. */
export function createMailbox({ dataDir, from, onKept }: Options): Transport {
  const folder = folderOf(dataDir)
  return {
    async send(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const keptAt = new Date().toISOString()
      const id = `${keptAt.replace(/\D/g, '')}-${message.messageId.split('@', 1)[0]}`
      const mail = { ...message, id, keptAt, source: await sourceOf(message, from) }
      const path = join(folder, `${id}.json`)
      await writeFile(`${path}.new`, JSON.stringify(mail), { mode: 0o600 })
      await rename(`${path}.new`, path)
      for (const name of (await namesIn(folder)).slice(most)) await rm(join(folder, name), { force: true })
      onKept(mail)
    },
    check: async () => {},
    close: async () => {},
  }
}

// A file that a full disk cut short is none.
function readMail(text: string | null): KeptMail | null {
  try {
    return text === null ? null : (JSON.parse(text) as KeptMail)
  } catch {
    return null
  }
}

/** What is kept, newest first. */
export async function listKept(dataDir: string): Promise<KeptMail[]> {
  const folder = folderOf(dataDir)
  const texts = await Promise.all(
    (await namesIn(folder)).map((name) => readFile(join(folder, name), 'utf8').catch(() => null)),
  )
  return texts.flatMap((text) => readMail(text) ?? [])
}

/** One that is kept; null where there is none of that id. */
export async function findKept(dataDir: string, id: string): Promise<KeptMail | null> {
  const name = `${id}.json`
  if (!fileName.test(name)) return null
  const text = await readFile(join(folderOf(dataDir), name), 'utf8').catch(() => null)
  return readMail(text)
}
