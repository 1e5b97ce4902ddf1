import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from 'node:tls'
import { packageRoot } from '../../src/platform/package-root.ts'
import { installPackages, waitForInstalling } from '../support/apt.ts'
import { freePort } from '../support/free-port.ts'
import { needs } from '../support/needs.ts'
import { hasPrograms } from './programs.ts'

const programs = { nginx: '/usr/sbin/nginx', caddy: '/usr/bin/caddy' } as const

waitForInstalling()
if (!Object.values(programs).every((path) => existsSync(path))) installPackages(['nginx-light', 'caddy'])

// Visitors come from other addresses of the loopback, which Linux alone has.
const isThere = (path: string) => platform() === 'linux' && hasPrograms && existsSync(path)

export type ProxyName = keyof typeof programs

/** Whether each can be tested here; fails under CI where not. */
export const hasProxy: Readonly<Record<ProxyName, boolean>> = {
  nginx: needs('nginx (apt-get install nginx-light)', isThere(programs.nginx)),
  caddy: needs('Caddy (apt-get install caddy)', isThere(programs.caddy)),
}

/** A real proxy on a port of the loopback that does TLS in front of a server. */
export type FrontDoor = { readonly port: number; stop(): Promise<void> }

type Plan = {
  /** A file of `deploy/`. */
  readonly file: string
  /** The name that it serves. */
  readonly host: string
  readonly serverPort: number
  /** A page of the site that it serves beside. */
  readonly index: string
}

type Started = Pick<Plan, 'host'> & { readonly child: ChildProcess; said(): string }

type Place = { readonly folder: string; readonly port: number; readonly config: string }

function makeCertificate(folder: string): void {
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  const name = ['-subj', '/CN=people.example.com', '-days', '2', '-nodes']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...name, ...files], { stdio: 'ignore' })
}

/** What is different on this machine: ports, certificate, folders. Everything else is as it is documented. */
async function writeNginx({ folder, port, config }: Place): Promise<readonly string[]> {
  makeCertificate(folder)
  const ours = config
    .replaceAll('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replaceAll('listen 80', `listen unix:${join(folder, 'http.sock')}`)
    .replaceAll(/\/etc\/letsencrypt\/live\/[^/]+/g, folder)
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  const whole = `${user} pid ${folder}/pid; daemon off; events {} http { access_log off; ${paths.join(' ')}\n${ours} }`
  await writeFile(join(folder, 'nginx.conf'), whole)
  return ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]
}

async function writeCaddy({ folder, port, config }: Place): Promise<readonly string[]> {
  const options = [
    'admin off',
    'auto_https disable_redirects',
    'local_certs',
    'skip_install_trust',
    `https_port ${port}`,
  ]
  const whole = `{\n${options.join('\n')}\ndefault_bind 127.0.0.1\nstorage file_system ${folder}/store\n}\n${config}`
  await writeFile(join(folder, 'Caddyfile'), whole)
  return ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')]
}

/** Caddy listens before it has a certificate. */
async function untilServing(port: number, { host, child, said }: Started): Promise<void> {
  for (let tries = 0; tries < 400 && child.exitCode === null; tries++) {
    const socket = connect({ port, host: '127.0.0.1', servername: host, rejectUnauthorized: false })
    const opened = await once(socket, 'secureConnect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (opened) return
    await pause(25)
  }
  throw new Error(`The proxy did not start: ${said()}`)
}

/** Starts one with a documented configuration in front of a server. */
export async function startProxy(name: ProxyName, { file, host, serverPort, index }: Plan): Promise<FrontDoor> {
  const folder = await mkdtemp(join(tmpdir(), `porchlight-${name}-`))
  await mkdir(join(folder, 'www'))
  await writeFile(join(folder, 'www/index.html'), index)
  const port = await freePort()
  const documented = await readFile(join(packageRoot, 'deploy', file), 'utf8')
  const config = documented
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${serverPort}`)
    .replaceAll('/srv/www', `${folder}/www`)
  const args = await (name === 'nginx' ? writeNginx : writeCaddy)({ folder, port, config })
  const child = spawn(programs[name], args, { env: { HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  await untilServing(port, { host, child, said: () => said })
  return {
    port,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      if (child.exitCode === null) await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
