import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../dist/public/assets')
const files: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
const kilobytesOf = (file: string): number => statSync(join(folder, `${file}.gz`)).size / 1024

// As a browser gets them, in kilobytes of gzip. The last three come only when somebody types a new password.
const budgets: Readonly<Record<string, number>> = {
  'porchlight.css': 7,
  'admin.css': 2.5,
  'docs.css': 1,
  'copy-button.js': 0.5,
  'passkey.js': 1.5,
  'print-button.js': 0.3,
  'password-field.js': 1.5,
  'password-meter-en.js': 140,
  'password-meter-de.js': 62,
  'answer.js': 215,
}

// What scripts share has its hash in both names.
const plain = (name: string): string => name.replace(/^(answer)-.*(?=\.js$)/, '$1')

test('every file that pages load keeps to its budget', () => {
  const found = Object.entries(files).map(([name, file]) => ({ name: plain(name), kilobytes: kilobytesOf(file) }))
  expect(found.filter(({ name, kilobytes }) => kilobytes > (budgets[name] ?? 0))).toEqual([])
  expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(budgets).sort())
})
