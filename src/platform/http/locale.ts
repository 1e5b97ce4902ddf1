import type { Locale } from '../texts/locale.ts'
import { isLanguage } from '../texts/locale.ts'
import { remembered } from './remembered.ts'

const choose = remembered((header): Locale | '' => {
  const wishes = header
    .split(',')
    .map((part) => {
      const [range = '', weight = ''] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/)
      return { language: range.split('-')[0] ?? '', weight: weight === '' ? 1 : Number(weight) || 0 }
    })
    .filter(({ language, weight }) => weight > 0 && isLanguage(language))
    .sort((a, b) => b.weight - a.weight)
  return (wishes[0]?.language as Locale | undefined) ?? ''
})

/** The first language of `Accept-Language` that we have, by weight (RFC 9110, 12.5.4), else the site's. */
export const chooseLocale = (header: string | undefined, siteLanguage: Locale): Locale =>
  choose((header ?? '').slice(0, 500)) || siteLanguage
