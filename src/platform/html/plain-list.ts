/** For lists without markers: Safari takes the meaning of a list from them, and the role gives it back. */
export const plainList = { role: 'list' } as const
