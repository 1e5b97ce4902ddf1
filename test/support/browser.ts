/** A client with a cookie jar that behaves as browsers do on the wire: same-origin headers on posts, redirects by hand. */
export type Reply = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  json<T = Record<string, unknown>>(): T
}

type Options = { readonly headers?: Record<string, string> }

export class Browser {
  readonly origin: string
  readonly cookies = new Map<string, string>()
  language = 'en'
  ip: string | null = null
  constructor(origin: string) {
    this.origin = origin
  }

  async send(method: string, path: string, options: Options & { body?: string } = {}): Promise<Reply> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers: Record<string, string> = {
      accept: 'text/html,application/json',
      'accept-language': this.language,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ...(method === 'GET' ? {} : { 'sec-fetch-site': 'same-origin', origin: this.origin }),
      ...(cookie ? { cookie } : {}),
      ...(this.ip ? { 'x-forwarded-for': this.ip } : {}),
      ...options.headers,
    }
    const response = await fetch(this.origin + path, {
      method,
      headers,
      redirect: 'manual',
      ...(options.body === undefined ? {} : { body: options.body }),
    })
    const text = await response.text()
    this.#keep(response.headers.getSetCookie())
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
  }

  #keep(lines: string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const gone = /max-age=0(;|$)/i.test(line)
      if (gone) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  get = (path: string, options?: Options) => this.send('GET', path, options)

  post = (path: string, form: Record<string, string>, options: Options = {}) =>
    this.send('POST', path, {
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...options.headers },
    })

  api = (method: string, path: string, body?: unknown, options: Options = {}) =>
    this.send(method, path, {
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        accept: 'application/json',
        ...options.headers,
      },
    })
}
