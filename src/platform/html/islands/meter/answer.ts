import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import graphs from '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs'
import passwords from '@zxcvbn-ts/language-common/dist/passwords.json.mjs'

/** What the page asks: how hard a password is to guess for whoever knows what else stands in the form. */
export type MeterQuestion = { readonly turn: number; readonly password: string; readonly known: readonly string[] }

/** 0, the first guesses find it, to 4, nobody does. */
export type MeterAnswer = { readonly turn: number; readonly score: number }

// The time grows with the square of the length, and what is longer than this is as good as it gets.
const longest = 64

/** Answers the page from here on, with the words of a language beside the passwords that everybody uses. */
export function answerWith(words: Readonly<Record<string, string[]>>): void {
  const meter = new ZxcvbnFactory({ dictionary: { passwords, ...words }, graphs, maxLength: longest })
  addEventListener('message', ({ data: { turn, password, known } }: MessageEvent<MeterQuestion>) => {
    const answer: MeterAnswer = { turn, score: meter.check(password, [...known]).score }
    postMessage(answer)
  })
}
