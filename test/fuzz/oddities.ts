import fc from 'fast-check'
import { anyText } from './values.ts'

const oddNames = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-encoding',
  'content-language',
  'forwarded',
  'from',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'idempotency-key',
  'origin',
  'range',
  'referer',
  'sec-fetch-mode',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-request-id',
  'x-odd',
] // prettier-ignore

const oddValues = fc.oneof(
  anyText,
  fc.constantFrom(
    'gzip',
    '*',
    '*/*',
    'text/html',
    'de-DE,de;q=0.9,xx;q=2',
    'Bearer x',
    'Basic Og==',
    'bytes=0-',
    'W/"x"',
  ),
  fc.constantFrom('null', '127.0.0.1', '::1, 10.0.0.1', '999.1.1.1', 'DELETE', 'https', 'x'.repeat(4_000), 'Bearer'),
)

/** A header that nobody asked for. */
export const oddHeaders = fc.tuple(fc.constantFrom(...oddNames), oddValues)

/** Mostly none. */
export const strangeCookies = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc
        .tuple(
          fc.constantFrom('porchlight', 'porchlight-device', 'porchlight-flow', 'porchlight-notice', '__proto__', ''),
          anyText,
        )
        .map(([name, value]) => `${name}=${value}`),
      fc.constantFrom('=', ';;;', 'porchlight', `a=${'x'.repeat(3_000)}`, 'porchlight=""', 'porchlight=%zz', '\0=\0'),
    ),
  },
)
