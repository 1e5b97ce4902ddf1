import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../test/support/free-port.ts'
import { startTestSmtp, type TestSmtp } from '../../../test/support/smtp.ts'
import { MailFailed } from './mail-failed.ts'
import type { Message } from './message.ts'
import { createSmtpTransport, type Dkim } from './smtp-transport.ts'

const message: Message = {
  to: { name: 'Kit Lee', address: 'kit@example.org' },
  subject: 'Grüße, Kit',
  text: 'Hello — here is a link:\nhttps://people.example.org/x',
  html: '<p>Hello — here is <a href="https://people.example.org/x">a link</a></p>',
  messageId: 'c0ffee@people.example.org',
}
// Frozen, as the configuration is.
const from = Object.freeze({ name: "Kit's Workshop", address: 'accounts@example.org' })

let smtp: TestSmtp
beforeEach(async () => {
  smtp = await startTestSmtp()
})
afterEach(() => smtp.stop())

async function send(url = smtp.url, dkim: Dkim | null = null): Promise<void> {
  const transport = await createSmtpTransport({ url, from, dkim })
  try {
    await transport.send(message)
  } finally {
    await transport.close()
  }
}

const outcome = (url?: string) =>
  send(url).then(
    () => 'taken',
    (error: unknown) => {
      if (!(error instanceof MailFailed)) throw error
      return [error.verdict, error.message]
    },
  )

describe('handing over by SMTP', () => {
  it('both parts, the sender, the Message-ID, and a word that no machine should answer', async () => {
    await send()
    const [mail] = smtp.taken
    expect(mail).toMatchObject({ from: from.address, to: ['kit@example.org'] })
    for (const line of [
      /^From: .*Workshop.*<accounts@example\.org>\r$/m,
      /^To: Kit Lee <kit@example\.org>\r$/m,
      /^Message-ID: <c0ffee@people\.example\.org>\r$/m,
      /^Auto-Submitted: auto-generated\r$/m,
      /^Content-Type: multipart\/alternative;/m,
      /^Content-Type: text\/plain; charset=utf-8\r$/m,
      /^Content-Type: text\/html; charset=utf-8\r$/m,
    ])
      expect(mail?.source).toMatch(line)
  })

  it.each(['\r\nBcc: eve@example.org', '\nBcc: eve@example.org', '\rX: y', '\u2028Bcc: eve', '\0\r\n\r\n<p>body'])(
    'a subject and a name have one line, whatever is in them: %j',
    async (text) => {
      const transport = await createSmtpTransport({ url: smtp.url, from, dkim: null })
      await transport.send({
        ...message,
        subject: `Hello${text}`,
        to: { name: `Kit${text}`, address: message.to.address },
      })
      await transport.close()
      const [mail] = smtp.taken
      expect(mail?.to).toEqual(['kit@example.org'])
      const [head = ''] = mail?.source.split('\r\n\r\n') ?? []
      const names = head.split(/\r\n(?!\s)/).map((line) => line.split(':', 1)[0])
      expect(names.toSorted()).toEqual(
        ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'].toSorted(),
      )
    },
  )

  it('signs for the domain of the sender where there is a key', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    await send(smtp.url, { domain: 'example.org', selector: 'porchlight', key })
    const unfolded = smtp.taken[0]?.source.replace(/\r\n\s+/g, ' ')
    expect(unfolded).toMatch(/^DKIM-Signature: v=1; .*d=example\.org; .*s=porchlight;/m)
  })

  it.each([
    ['421 closing', 'greeting', 'away'],
    ['450 try later', 'recipient', 'later'],
    ['421 closing', 'recipient', 'away'],
    ['550 nobody here', 'recipient', 'never'],
    ['452 full', 'data', 'later'],
    ['554 refused', 'data', 'never'],
  ] as const)('%s at the %s: %s, in the words of the server', async (reply, at, verdict) => {
    smtp.fail({ at, reply })
    expect(await outcome()).toEqual([verdict, expect.stringContaining(reply.slice(4))])
  })

  it('nobody there, or nobody of that name: away', async () => {
    expect(await outcome(`smtp://127.0.0.1:${await freePort()}`)).toEqual([
      'away',
      expect.stringContaining('nothing listens'),
    ])
    expect(await outcome('smtp://mail.invalid')).toEqual(['away', expect.stringMatching(/host name/)])
  })

  it('a certificate that nobody vouches for: away, and nothing is said in the clear', async () => {
    const tls = await startTestSmtp({ secure: true })
    const reply = await outcome(tls.url.replace('smtp:', 'smtps:'))
    await tls.stop()
    expect(reply).toEqual(['away', expect.stringMatching(/certificate|TLS/)])
    expect(tls.taken).toEqual([])
  })

  it('a line that breaks in the middle of the mail: away', async () => {
    const port = await freePort()
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket)
      socket.write('220 here\r\n')
      socket.on('data', (data) => {
        if (/^DATA/im.test(data.toString())) socket.destroy()
        else socket.write(/^EHLO/i.test(data.toString()) ? '250 here\r\n' : '250 ok\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const reply = await outcome(`smtp://127.0.0.1:${port}`)
    for (const socket of sockets) socket.destroy()
    server.close()
    expect(reply).toEqual(['away', expect.stringContaining('the connection broke')])
  })

  it('tells each line of the conversation, but neither password nor mail', async () => {
    const asking = await startTestSmtp({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _, callback) => callback(null, { user: auth.username }),
    })
    const lines: string[] = []
    const url = asking.url.replace('//', '//kit:MARKED@')
    const transport = await createSmtpTransport({ url, from, dkim: null }, (speaker, line) =>
      lines.push(`${speaker} ${line}`),
    )
    await transport.send(message)
    await transport.close()
    await asking.stop()
    const said = lines.join('\n')
    expect(said).toMatch(/^server 220 /m)
    expect(said).toMatch(/^client MAIL FROM:<accounts@example\.org>/m)
    expect(said).not.toMatch(/MARKED|TUFSS0VE|Hello/)
  })
})
