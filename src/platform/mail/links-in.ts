/** The addresses in the text of a mail: each stands on a line of its own. */
export const linksIn = (text: string): readonly string[] => text.match(/^https?:\/\/\S+$/gm) ?? []
