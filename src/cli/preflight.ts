import { preflight } from '../app/preflight.ts'
import { OperatorError } from '../platform/errors/operator-error.ts'
import { version } from '../platform/package-root.ts'
import type { Command } from './command.ts'
import { readConfig } from './configuration.ts'
import { renderReport, reportOf } from './preflight-report.ts'
import { showProgress } from './progress.ts'

function readUrl(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new OperatorError('--url takes the address of a server, such as https://people.example.com', { exitCode: 64 })
  return url.href.replace(/\/$/, '')
}

/** `porchlight preflight`: looks whether everything is as it must be before people are let in. */
export const preflightCommand: Command = {
  name: 'preflight',
  summary: 'Check everything that must be true before people are let in.',
  options: {
    json: { help: 'Print the findings as JSON.' },
    url: { help: 'Send requests to this address, instead of PUBLIC_URL and the server behind it.', value: 'URL' },
  },
  async run({ flags }) {
    const url = flags.url === undefined ? null : readUrl(String(flags.url))
    const progress = showProgress('Looking')
    const findings = await preflight({ config: readConfig(), url, onProgress: progress.step }).finally(progress.end)
    const report = reportOf(findings, { version, at: new Date() })
    console.log(flags.json ? JSON.stringify(report, null, 2) : renderReport(report))
    return report.counts.failed > 0 ? 1 : 0
  },
}
