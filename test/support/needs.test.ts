import { afterEach, expect, it, vi } from 'vitest'
import { needs } from './needs.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

it('says what is missing, so that the test can be skipped', () => {
  vi.stubEnv('CI', '')
  const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  expect(needs('a lighthouse', false)).toBe(false)
  expect(said).toHaveBeenCalledWith('Skipping a test that needs a lighthouse, which this machine does not have.')
})

it('fails in CI, where nothing may be missing', () => {
  vi.stubEnv('CI', 'true')
  expect(needs('a lighthouse', true)).toBe(true)
  expect(() => needs('a lighthouse', false)).toThrow('This machine lacks what a test needs: a lighthouse.')
})
