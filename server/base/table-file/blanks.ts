// blanks of every width, of no width, and whatever else below a space: what Excel, WPS and web pages leave around a value
const isBlank = (code: number): boolean =>
  code <= 32 || code === 0xa0 || code === 0x3000 || code === 0xfeff || code === 0x85 || code === 0x2060 || (code >= 0x2000 && code <= 0x200f) || code === 0x2028 || code === 0x2029 || code === 0x202f

/** Without the blanks at both ends; what stands between words stays. */
export function trimmed(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return from === 0 && to === text.length ? text : text.slice(from, to)
}
