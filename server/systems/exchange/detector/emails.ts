import { type Span } from './personal-kinds.ts'

/** What stands after the last dot of a picture or a program, not of an address. */
const files = new Set('png jpg jpeg gif webp svg ico js mjs ts css json map html htm vue md pdf zip gz exe apk'.split(' '))
const [local, domain] = [/[A-Za-z0-9._%+'-]/, /[A-Za-z0-9.-]/]

/** E-mail addresses: from each @ outward, at most 64 signs to the left and 190 to the right. 电子邮箱识别 */
export function findEmails(flat: string): Span[] {
  const found: Span[] = []
  for (let at = flat.indexOf('@'); at >= 0; at = flat.indexOf('@', at + 1)) {
    let [start, end] = [at, at + 1]
    while (start > 0 && at - start < 65 && local.test(flat[start - 1]!)) start--
    while (end < flat.length && end - at < 190 && domain.test(flat[end]!)) end++
    while (start < at && /[.'%+-]/.test(flat[start]!)) start++
    const host = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,5}([A-Za-z]{2,18})/.exec(flat.slice(at + 1, end))
    const isLogin = /(?:\/\/[^\s/]{0,64}[:/]|^git$|:\/\/)$/.test(flat.slice(Math.max(0, start - 70), start)) || /^git$/i.test(flat.slice(start, at))
    if (at - start < 1 || at - start > 64 || !host || files.has(host[1]!.toLowerCase()) || isLogin || flat.slice(start, at).includes('..')) continue
    found.push({ kind: 'email', start, end: at + 1 + host[0].length, confidence: 0.97, why: 'shape' })
  }
  return found
}
