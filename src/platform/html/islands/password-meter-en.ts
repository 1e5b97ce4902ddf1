import firstNames from '@zxcvbn-ts/language-en/dist/firstnames.json.mjs'
import words from '@zxcvbn-ts/language-en/dist/wikipedia.json.mjs'
import { answerWith } from './meter/answer.ts'

// A worker of its own: the lists are large, and looking through them is work.
answerWith({ firstNames, words })
