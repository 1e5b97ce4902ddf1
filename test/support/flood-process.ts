// Floods a server from a process of its own, so that its work and that of who measures do not mix. Usage: ORIGIN CONNECTIONS; ends
// when its input does, and prints how often each kind was answered how.
import { Agent, type IncomingMessage, request } from 'node:http'

const [origin = '', connections = ''] = process.argv.slice(2)
const { hostname, port, host } = new URL(origin)
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })
const answers: Record<string, number> = {}
const signIn = JSON.stringify({ login: 'nobody', password: 'Lantern-over-7-steps' })
const json = { 'content-type': 'application/json', 'content-length': signIn.length }
let isOver = false

const kinds = {
  'sign-in': { method: 'POST', path: '/api/sessions', headers: json, body: signIn },
  page: { method: 'GET', path: '/login', headers: { accept: 'text/html' }, body: '' },
  // Looks like somebody who is signed in in a browser that we know, and is neither.
  junk: {
    method: 'GET',
    path: '/api/account',
    headers: {
      cookie: `porchlight=${'A'.repeat(43)}; porchlight-device=v1.00000000-0000-4000-8000-000000000000.${'A'.repeat(43)}`,
    },
    body: '',
  },
} as const

type Kind = keyof typeof kinds

const note = (kind: Kind, answer: string | number | undefined) => {
  const name = `${kind} ${answer}`
  answers[name] = (answers[name] ?? 0) + 1
}

const ask = (kind: Kind) =>
  new Promise<void>((resolve) => {
    const { method, path, headers, body } = kinds[kind]
    const common = { host, 'sec-fetch-site': 'same-origin' }
    const sent = request({ agent, hostname, port, method, path, headers: { ...common, ...headers } })
    sent.on('response', (reply: IncomingMessage) => {
      reply.resume().on('close', () => {
        note(kind, reply.statusCode)
        resolve()
      })
    })
    sent.on('error', (error: Error & { code?: string }) => {
      note(kind, error.code)
      resolve()
    })
    sent.end(body)
  })

const names = Object.keys(kinds) as Kind[]
process.stdin.resume().on('end', () => {
  isOver = true
})
await Promise.all(
  Array.from({ length: Number(connections) }, async (_, at) => {
    while (!isOver) await ask(names[at % names.length] as Kind)
  }),
)
console.log(JSON.stringify(answers))
agent.destroy()
