import { describe, expect, it } from 'vitest'
import {
  exactOrigin,
  imageAddress,
  isLoopback,
  listenAddresses,
  proxyAddresses,
  publicAddress,
  webAddress,
} from './address-kinds.ts'
import { color } from './color.ts'
import { databaseUrl } from './database-url.ts'
import { type Kind, line, listOf, oneOf, onOff, wholeNumber } from './kind.ts'
import { redisUrl } from './redis-url.ts'
import { day, filePath, rate, timeZone } from './value-kinds.ts'

const read = <T>(kind: Kind<T>, text: string) => {
  const parsed = kind.parse(text, '/nowhere')
  return 'problem' in parsed ? parsed.problem : parsed.value
}

describe('each kind of value says what is wrong with a text', () => {
  const notHttp = 'does not begin with https:// or http://'
  const notPassed = 'is neither an IP address, a range such as 10.0.0.0/8, nor loopback'
  const notImage = 'is neither an https:// address nor a path that begins with one /'
  const form = 'is not of the form postgresql://user:password@host:port/database'
  const notFile = (path: string) =>
    `"${path}" is not the path of a file, free of < > " | ? * : and of a dot at either end of its name`
  const cases: [string, Kind<never>, string, string][] = [
    ['number', wholeNumber(1, 9), '1.5', '"1.5" is not a whole number from 1 to 9'],
    ['number', wholeNumber(1, 9), '10', '"10" is not a whole number from 1 to 9'],
    ['number', wholeNumber(1, 9), '0x1', '"0x1" is not a whole number from 1 to 9'],
    ['word', oneOf(['a', 'b']), 'A', '"A" is not one of a, b'],
    ['switch', onOff, 'true', '"true" is neither on nor off'],
    ['file', filePath, '/var/log/', notFile('/var/log/')],
    ['file', filePath, '/var/log/.log', notFile('/var/log/.log')],
    ['file', filePath, 'a:b.log', notFile('a:b.log')],
    ['line', line(3), 'four', 'has 4 characters, at most 3 fit'],
    ['list', listOf(exactOrigin), 'https://a.example,', 'has nothing before, between or after its commas'],
    ['listen', listenAddresses, 'example.com', '"example.com" is not an IP address of this machine'],
    ['listen', listenAddresses, '127.0.0.1:80', '"127.0.0.1:80" is not an IP address of this machine'],
    ['public', publicAddress, 'example.com', `"example.com" ${notHttp}`],
    ['public', publicAddress, 'javascript:alert(1)', `"javascript:alert(1)" ${notHttp}`],
    ['public', publicAddress, 'https://a b', '"https://a b" is not an address that a browser can open'],
    ['public', publicAddress, 'https://*.example.com', '"https://*.example.com" has a wildcard instead of a host'],
    [
      'public',
      publicAddress,
      'https://u:p@a.example',
      '"••••••••@a.example" contains a user name or password, and this address is public',
    ],
    ['public', publicAddress, 'https://a.example/?x', '"https://a.example/?x" has a ? or #; it has to end before that'],
    [
      'public',
      publicAddress,
      'https://a.example/a b',
      '"https://a.example/a b" has a path with other characters than letters, digits, ., _, ~ and -',
    ],
    [
      'public',
      publicAddress,
      'https://a.example//b',
      '"https://a.example//b" has a path with other characters than letters, digits, ., _, ~ and -',
    ],
    ['web', webAddress, 'ftp://a.example', `"ftp://a.example" ${notHttp}`],
    ['image', imageAddress, 'http://a.example/a.png', `"http://a.example/a.png" ${notImage}`],
    ['image', imageAddress, '//a.example/a.png', `"//a.example/a.png" ${notImage}`],
    ['image', imageAddress, '/\\a.example/a.png', `"/\\a.example/a.png" ${notImage}`],
    ['image', imageAddress, 'data:image/png,x', `"data:image/png,x" ${notImage}`],
    ['origin', exactOrigin, '*', '"*" is a wildcard; each origin has to be written out'],
    ['origin', exactOrigin, 'null', '"null" is what any sandboxed page or local file sends; it cannot be allowed'],
    [
      'origin',
      exactOrigin,
      'https://a.example/',
      '"https://a.example/" goes on after the host; an origin is scheme and host only, without a / at the end',
    ],
    ['proxy', proxyAddresses, 'proxy', `"proxy" ${notPassed}`],
    ['proxy', proxyAddresses, '10.0.0.0/33', `"10.0.0.0/33" ${notPassed}`],
    ['proxy', proxyAddresses, '10.0.0.0/8/8', `"10.0.0.0/8/8" ${notPassed}`],
    ['proxy', proxyAddresses, '::/0', '"::/0" trusts everyone, so that each visitor could pretend to be any other'],
    ['rate', rate, '5', '"5" is not a count from 1 to 999999 and a unit (second, minute, hour, day)'],
    ['rate', rate, '0/minute', '"0/minute" is not a count from 1 to 999999 and a unit (second, minute, hour, day)'],
    [
      'rate',
      rate,
      '5/constructor',
      '"5/constructor" is not a count from 1 to 999999 and a unit (second, minute, hour, day)',
    ],
    ['zone', timeZone, 'Mars/Olympus', '"Mars/Olympus" is not a time zone name of the IANA database'],
    ['day', day, '2026-02-30', '"2026-02-30" is not a day such as 2026-12-01'],
    ['day', day, '1.12.2026', '"1.12.2026" is not a day such as 2026-12-01'],
    ['zone', timeZone, '+02:00', '"+02:00" is not a time zone name of the IANA database'],
    [
      'color',
      color,
      'warm',
      '"warm" is not a color such as #f5b342, rgb(245 179 66), oklch(0.81 0.152 77) or goldenrod',
    ],
    ['database', databaseUrl, 'mysql://h/d', 'does not begin with postgresql://'],
    ['database', databaseUrl, 'postgres://h', expect.stringContaining(form)],
    ['database', databaseUrl, 'postgres://u:p/w@h/d', expect.stringContaining(form)],
    ['database', databaseUrl, 'postgres://u:p%w@h/d', expect.stringContaining('has a % that begins no escape')],
    ['redis', redisUrl, 'redis.example.com:6379', 'does not begin with redis:// or rediss://'],
    ...['redis://', 'redis://h:70000', 'redis://h/people', 'redis://:p%w@h', 'redis://:p/w@h', 'redis://h/0?db=1'].map(
      (text) => ['redis', redisUrl, text, expect.stringContaining('is not of the form redis://user:password@host')],
    ),
  ] as [string, Kind<never>, string, string][]

  it.each(cases)('%s', (_name, kind, text, sentence) => {
    expect(read(kind, text)).toEqual(sentence)
  })
})

describe('each kind of value reads what is right', () => {
  const cases = [
    [wholeNumber(0, 120), '13', 13],
    [listOf(listenAddresses), 'localhost, 0.0.0.0, [::1]', ['127.0.0.1', '::1', '0.0.0.0']],
    [
      publicAddress,
      'HTTPS://Example.com:443/people/',
      { origin: 'https://example.com', prefix: '/people', href: 'https://example.com/people' },
    ],
    [webAddress, 'https://example.com/', 'https://example.com'],
    [imageAddress, '/img/logo.svg?v=2', '/img/logo.svg?v=2'],
    [imageAddress, 'https://example.com/"onerror="x.png', 'https://example.com/%22onerror=%22x.png'],
    [
      listOf(exactOrigin),
      'https://a.example:443, http://b.example:8080',
      ['https://a.example', 'http://b.example:8080'],
    ],
    [listOf(proxyAddresses), 'loopback,10.0.0.0/8,fd00::1', ['127.0.0.0/8', '::1/128', '10.0.0.0/8', 'fd00::1']],
    [rate, '300/minute', { count: 300, seconds: 60 }],
    [timeZone, 'europe/berlin', 'Europe/Berlin'],
    [timeZone, 'Asia/Kolkata', 'Asia/Kolkata'],
    [color, ' #F5B342'.trim(), '#f5b342'],
    [color, 'RebeccaPurple', 'rebeccapurple'],
    [color, 'rgb(245, 179,66)', 'rgb(245 179 66)'],
    [color, 'oklch(81% 0.152 77deg)', 'oklch(0.81 0.152 77)'],
  ] as [Kind<unknown>, string, unknown][]

  it.each(cases)('%# %s', (kind, text, value) => {
    expect(kind.parse(text, '/nowhere')).toEqual({ value })
  })

  it('a Redis address, with port 6379 and database 0 where none is named', () => {
    const shown = (text: string) => String(read(redisUrl, text))
    expect(shown('redis://localhost')).toBe('redis://localhost:6379/0')
    expect(shown('rediss://app:a%40b@[::1]:6380/3')).toBe('rediss://app:••••••••@[::1]:6380/3')
    expect(shown('redis://:secret@redis')).toBe('redis://:••••••••@redis:6379/0')
  })

  it('a database address over a socket, with parameters, or of several hosts', () => {
    const shown = (text: string) => String(read(databaseUrl, text))
    expect(shown('postgres://app:a%40b@h1:5432/people')).toBe('postgresql://app:••••••••@h1:5432/people')
    expect(shown('postgres://app:a@h1:5432,h2/people')).toBe('postgresql://app:••••••••@h1:5432,h2/people')
    expect(databaseUrl.parse('postgres:///people?host=h1,h2', '/nowhere')).toEqual({
      problem: 'names several hosts after its ?; write them before the /, h1:5432,h2:5432',
    })
    expect(shown('postgresql:///people?host=/run/postgresql')).toBe('postgresql:///people?host=/run/postgresql')
    expect(shown('postgresql://app@[::1]:5432/people?sslmode=require&pass%77ord=x')).toBe(
      'postgresql://app@[::1]:5432/people?sslmode=require&pass%77ord=••••••••',
    )
  })

  it('loopback is this machine and nothing that resembles it', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]', 'LOCALHOST']) {
      expect(isLoopback(host), host).toBe(true)
    }
    for (const host of [
      'localhost.example.com',
      '127.0.0.1.example.com',
      '0.0.0.0',
      '::',
      '128.0.0.1',
      'notlocalhost',
    ]) {
      expect(isLoopback(host), host).toBe(false)
    }
  })
})
