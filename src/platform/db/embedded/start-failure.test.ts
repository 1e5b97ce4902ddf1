import { expect, it } from 'vitest'
import { isStillInUse, startFailure } from './start-failure.ts'

const FULL = 'The disk that holds /data is full: make room on it and start again.'

it.each([
  ['FATAL:  could not write lock file: No space left on device', FULL],
  ['FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 9\nPANIC:  cannot abort', FULL],
  [
    'UTC [7] LOG:  starting\nUTC [7] FATAL:  no such key.\nUTC [7] PANIC:  and more\nUTC [7] LOG:  shut down',
    'PostgreSQL did not start in /data (no such key): put that right and start again; /data/db.log has the rest.',
  ],
  [
    'initdb: error: directory "x" exists',
    'PostgreSQL did not start in /data (directory "x" exists): put that right and start again; /data/db.log has the rest.',
  ],
  [
    '',
    'PostgreSQL did not start in /data (it said nothing): put that right and start again; /data/db.log has the rest.',
  ],
])('turns what PostgreSQL said into one sentence: %j', (said, sentence) => {
  expect(startFailure(said, '/data').message).toBe(sentence)
})

it('tells what only needs another try from what does not', () => {
  expect(isStillInUse('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true)
  expect(isStillInUse('FATAL:  lock file "postmaster.pid" already exists')).toBe(true)
  expect(isStillInUse('FATAL:  could not open file "pg_wal": No space left on device')).toBe(false)
})
