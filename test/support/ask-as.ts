import { request } from 'node:http'

/** GET under another host name than the address has: `fetch` sends its own. */
export const askAs = (
  host: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { host, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }))
    })
      .on('error', reject)
      .end()
  })
