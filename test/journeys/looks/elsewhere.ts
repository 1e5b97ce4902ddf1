import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Another site: `/?post=URL` has a form that posts there, `/?frame=URL` holds it in a frame. */
export async function startElsewhere(): Promise<{ readonly origin: string; stop(): Promise<unknown> }> {
  const server = createServer((request, reply) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://elsewhere.test')
    const post = searchParams.get('post')
    const frame = searchParams.get('frame')
    reply.setHeader('content-type', 'text/html')
    if (post) reply.end(`<form method="post" action="${post}"><button>Post</button></form>`)
    else reply.end(`<iframe src="${frame}"></iframe>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
