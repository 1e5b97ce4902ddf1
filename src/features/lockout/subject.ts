import { createHmac } from 'node:crypto'

/** Whom tries are counted for: an account, or one of the numbers below zero that stand for names that nobody has. */
export type Subject = string

/** The subject of an account. */
export const subjectOf = (accountId: string): Subject => accountId

const fold = (login: string) => login.trim().normalize('NFKC').toLowerCase()

/**
 * The subject of a name that nobody has. There are 65,536 of them, so that however many names are tried, the rows stay few;
 * by a key, so that nobody can find names that share one.
 */
export const subjectOfNobody = (key: Buffer, login: string): Subject =>
  String(-1 - createHmac('sha256', key).update(fold(login)).digest().readUInt16BE())

/** Whether a subject is an account. */
export const isAccount = (subject: Subject): boolean => !subject.startsWith('-')
