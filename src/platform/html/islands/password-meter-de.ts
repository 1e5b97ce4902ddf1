import words from '@zxcvbn-ts/language-de/dist/commonWords.json.esm.js'
import firstNames from '@zxcvbn-ts/language-de/dist/firstnames.json.esm.js'
import lastNames from '@zxcvbn-ts/language-de/dist/lastnames.json.esm.js'
import { answerWith } from './meter/answer.ts'

// A worker of its own: the lists are large, and looking through them is work.
answerWith({ firstNames, lastNames, words })
