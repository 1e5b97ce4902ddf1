/** The addresses in the text of a mail, each once: they stand on lines of their own. */
export const linksIn = (text: string): readonly string[] => [...new Set(text.match(/^https?:\/\/\S+$/gm) ?? [])]
