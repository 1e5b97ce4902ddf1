import type { Config } from '../config/config.ts'
import { look } from '../platform/db/preflight/look.ts'
import { readRoleFacts } from '../platform/db/queries.ts'
import { version } from '../platform/package-root.ts'
import { type Check, failed, type Outcome, passed, warned } from '../platform/preflight/check.ts'
import { readApi } from '../platform/preflight/operations.ts'
import type { WebReply } from '../platform/preflight/web.ts'
import { metricsClosed } from './metrics-check.ts'

const lookAtLog = 'The log says why, and DATA_DIR/db.log for the embedded PostgreSQL.'

type Part = { readonly state: string; readonly ms?: number; readonly applied?: number | null; readonly known?: number }

// The words of the reply, said otherwise: evidence is what was seen.
const shownState = (state: string) => (state === 'ok' ? 'up' : state)

function partsOf(text: string): string {
  const { checks = {} } = JSON.parse(text) as { checks?: Readonly<Record<string, Part>> }
  const shown = Object.entries(checks).map(([name, { state, ms, applied, known }]) => {
    const figure = known === undefined ? (ms === undefined ? '' : ` (${ms} ms)`) : ` (${applied ?? 'none'} of ${known})`
    return `${name} ${shownState(state)}${figure}`
  })
  return shown.join(', ')
}

/** What a reply of /health means. */
function judgeHealth({ status, text }: WebReply): Outcome {
  const { status: state = 'none' } = JSON.parse(text) as { status?: string }
  const evidence = `GET /health answered ${status}, ${shownState(state)}: ${partsOf(text)}`
  if (status === 200 && state === 'ok') return passed(evidence)
  return status === 200 ? warned(evidence, lookAtLog) : failed(evidence, lookAtLog)
}

const health: Check<Config> = {
  id: 'high.02',
  name: 'health',
  title: 'Every part of the running server is up',
  run: async ({ web }) => judgeHealth(await web().ask('/health')),
}

const probes: Check<Config> = {
  id: 'deploy.05',
  name: 'probes-answer',
  title: 'Probes are told that the server lives and is ready',
  async run({ web }) {
    const paths = ['/health/live', '/health/ready']
    const replies = await Promise.all(paths.map((path) => web().ask(path)))
    const evidence = paths.map((path, index) => `GET ${path} answered ${replies[index]?.status}`).join(', ')
    return replies.every(({ status }) => status === 200) ? passed(evidence) : failed(evidence, lookAtLog)
  },
}

const apiDocs: Check<Config> = {
  id: 'nice.08',
  name: 'api-documented',
  title: 'The API is documented where programs and people look',
  async run({ config, web }) {
    const { operations } = await readApi(web())
    const { status } = await web().ask('/docs')
    const evidence = `GET /openapi.json has ${operations.length} operations, GET /docs answered ${status}`
    if (status === 200 && operations.length > 0) return passed(evidence)
    return config.apiDocs
      ? failed(evidence, 'Restart the server with API_DOCS=on, and look for what stands in front of it.')
      : warned(`${evidence}; API_DOCS is off`, 'Set API_DOCS=on, or keep the page back on purpose.')
  },
}

const oldestNode = 24

type Versions = {
  readonly node: string
  readonly postgres: string
  readonly here: string
  readonly running: string | null
}

/** Whether versions fit together; `running` is the release of the server that answers, null where none does. */
export function judgeVersions({ node, postgres, here, running }: Versions): Outcome {
  const evidence = `Node.js ${node}, PostgreSQL ${postgres}, Porchlight ${here}${running === null ? '' : `, running ${running}`}`
  const major = Number.parseInt(postgres, 10)
  if (Number.parseInt(node, 10) < oldestNode)
    return failed(evidence, 'Start Porchlight by npm or npx, which brings its own Node.js.')
  if (!(major >= 15 && major <= 18)) return failed(evidence, 'Porchlight runs on PostgreSQL 15 to 18.')
  return running === null || running === here
    ? passed(evidence)
    : warned(evidence, 'Restart the server, so that it runs the release that is installed here.')
}

const versions: Check<Config> = {
  id: 'deploy.04',
  name: 'versions-fit',
  title: 'Node.js, PostgreSQL and Porchlight are of versions that belong together',
  async run(sight) {
    const { serverVersion } = await look(sight, readRoleFacts)
    // Without a server there is nothing running that could differ.
    const running = await Promise.resolve()
      .then(() => readApi(sight.web()))
      .then(
        (api) => api.version,
        () => null,
      )
    return judgeVersions({ node: process.versions.node, postgres: serverVersion, here: version, running })
  },
}

const logged: Check<Config> = {
  id: 'high.01',
  name: 'log-says-enough',
  title: 'The log tells failed sign-ins and errors, as one object a line',
  async run({ config: { logLevel, logFormat, logFile, logFilesKept } }) {
    const where = logFile === null ? 'the terminal' : `the terminal and ${logFile}, ${logFilesKept} files`
    const evidence = `LOG_LEVEL is ${logLevel}, LOG_FORMAT is ${logFormat}, written to ${where}`
    if (logLevel === 'error' || logLevel === 'fatal')
      return failed(`${evidence}: failed sign-ins are warnings, and left out`, 'Set LOG_LEVEL=info or warn.')
    return logFormat === 'pretty' && logFile === null
      ? warned(`${evidence}: programs cannot read it`, 'Set LOG_FORMAT=json, or LOG_FILE.')
      : passed(evidence)
  },
}

/** What is known only where all parts come together. */
export const checks: readonly Check<Config>[] = [health, probes, versions, logged, apiDocs, metricsClosed]
