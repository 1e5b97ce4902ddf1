import type { Operation } from '../openapi/document.ts'

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

const bodyOf = (operation: Operation) => operation.requestBody?.content['application/json']?.example

/** The address with the example's values in it. */
function addressOf(server: string, path: string, operation: Operation): string {
  const parameters = operation.parameters ?? []
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example ?? name))), path)
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
  const search = new URLSearchParams(query.map(({ name, example }) => [name, String(example)]))
  return server + filled + (search.size > 0 ? `?${search}` : '')
}

/** The operation as a command line that does it, on this installation. */
export function curlOf(server: string, route: { method: string; path: string; operation: Operation }): string {
  const { method, path, operation } = route
  const body = bodyOf(operation)
  const parts = [
    ...(method === 'GET' ? [] : [`-X ${method}`, `-H ${quoted(`Origin: ${new URL(server).origin}`)}`]),
    ...(operation.security.length > 0 || method !== 'GET' ? ['-b cookies.txt -c cookies.txt'] : []),
    ...(body === undefined
      ? []
      : [`-H ${quoted('Content-Type: application/json')}`, `-d ${quoted(JSON.stringify(body, null, 2))}`]),
  ]
  return [`curl ${quoted(addressOf(server, path, operation))}`, ...parts].join(' \\\n  ')
}
