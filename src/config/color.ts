import { type Kind, quote } from './kind.ts'

const names = new Set(
  `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
  cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
  darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
  darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
  firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
  hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
  lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
  lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
  mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
  midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
  palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple
  rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue
  slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
  yellowgreen`.split(/\s+/),
)

const hex = /^#(?:[\da-f]{3}|[\da-f]{6})$/
const rgb = /^rgb\( ?(\d{1,3})(?: ?, ?| )(\d{1,3})(?: ?, ?| )(\d{1,3}) ?\)$/
const oklch =
  /^oklch\( ?(\d{1,3}(?:\.\d{1,6})?%|[01](?:\.\d{1,6})?) (0(?:\.\d{1,6})?) (\d{1,3}(?:\.\d{1,6})?)(?:deg)? ?\)$/

function readRgb(text: string): string | null {
  const parts = rgb.exec(text)?.slice(1).map(Number)
  return parts?.every((part) => part <= 255) ? `rgb(${parts.join(' ')})` : null
}

// Rounded, so that no number is small enough to be written with an exponent.
const round = (part: number): number => Math.round(part * 10_000) / 10_000

function readOklch(text: string): string | null {
  const [, lightness = '', chroma = '', hue = ''] = oklch.exec(text) ?? []
  const light = lightness.endsWith('%') ? Number(lightness.slice(0, -1)) / 100 : Number(lightness)
  const inGamut = light <= 1 && Number(chroma) <= 0.5 && Number(hue) <= 360
  return lightness !== '' && inGamut ? `oklch(${[light, Number(chroma), Number(hue)].map(round).join(' ')})` : null
}

/**
 * A color. What comes out was built from numbers or found in a list, never copied from what was typed, so that it can
 * stand in a style sheet.
 */
export const color: Kind<string> = {
  parse: (text) => {
    const plain = text.toLowerCase().replace(/[ \t]+/g, ' ')
    const value = names.has(plain) || hex.test(plain) ? plain : (readRgb(plain) ?? readOklch(plain))
    return value === null
      ? { problem: `${quote(text)} is not a color such as #f5b342, rgb(245 179 66), oklch(0.81 0.152 77) or goldenrod` }
      : { value }
  },
  show: (value) => value,
}
