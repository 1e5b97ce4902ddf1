export function brandCss(accent: string | null): string {
  return accent ?? ''
}
