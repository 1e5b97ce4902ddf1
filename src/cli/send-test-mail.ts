import { openTransport } from '../app/mail.ts'
import { testMail } from '../app/test-mail.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { MailFailed } from '../platform/mail/mail-failed.ts'
import type { Command } from './command.ts'
import { readConfig } from './configuration.ts'

const marks = { client: '>', server: '<' } as const

/** `porchlight send-test-mail ADDRESS`: hands one mail over and shows what was said, line by line. */
export const sendTestMailCommand: Command = {
  name: 'send-test-mail',
  summary: 'Hand a mail over to SMTP_URL, showing each step of it.',
  takes: ['ADDRESS'],
  async run({ positionals: [address = ''] }) {
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new OperatorError(`“${address}” is no mail address.`)
    const config = readConfig()
    const transport = await openTransport(config, {
      onLine: (speaker, line) => console.log(`${marks[speaker]} ${line.trimEnd()}`),
      onKept: ({ id }) =>
        console.log(`Kept in ${config.dataDir}/mailbox as ${id}.json: in development no mail leaves.`),
    })
    if (!transport) throw new OperatorError('SMTP_URL is not set, so no mail leaves. Set it and MAIL_FROM.')
    try {
      await transport.send(testMail(config, address))
    } catch (error) {
      if (error instanceof MailFailed) throw new OperatorError(`The mail was not taken: ${error.message}.`)
      throw error
    } finally {
      await transport.close()
    }
    if (config.smtpUrl) console.log(`Taken over for ${address} by ${config.smtpUrl}.`)
    return 0
  },
}
