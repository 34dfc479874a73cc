import type { Division } from '#primitives/place'

/** A name as people say it, and every division that is called so. */
export type Named = Readonly<{ name: string; weight: number; divisions: readonly Division[] }>
/** Names by their first two signs, the longest first. */
export type Gazetteer = ReadonlyMap<string, readonly Named[]>

const endings = /(社区居委会|社区居民委员会|街道办事处|村民委员会|村委会|居委会|社区|街道|地区|镇|乡|村|区)$/
const shortened = /^(.{2,})委会$/

/** 甲里社区居委会 → itself, 甲里社区, 甲里; 乙山村委会 → itself, 乙山村, 乙山. */
export function spokenNames(name: string): string[] {
  const names = [name]
  const village = /村委会$/.test(name) ? shortened.exec(name)?.[1] : undefined
  if (village) names.push(village)
  if (/社区居(民委员|委)会$/.test(name)) names.push(name.replace(/居(民委员|委)会$/, ''))
  const bare = name.replace(endings, '')
  if (bare !== name && bare.length >= 2) names.push(bare)
  return [...new Set(names)]
}

/** Longest match needs no dictionary: the city's own names are the dictionary. 地名词典 */
export function makeGazetteer(divisions: readonly Division[]): Gazetteer {
  const byName = new Map<string, { weight: number; divisions: Division[] }>()
  for (const division of divisions) {
    for (const spoken of spokenNames(division.name)) {
      const weight = spoken === division.name ? 1 : spoken.length >= 3 ? 0.9 : 0.4 // two signs are often an ordinary word
      const known = byName.get(spoken)
      if (!known) byName.set(spoken, { weight, divisions: [division] })
      else {
        known.divisions.push(division)
        known.weight = Math.max(known.weight, weight)
      }
    }
  }
  const made = new Map<string, Named[]>()
  for (const [name, { weight, divisions: called }] of byName) {
    const head = name.slice(0, 2)
    made.set(head, [...(made.get(head) ?? []), { name, weight, divisions: called }])
  }
  for (const list of made.values()) list.sort((a, b) => b.name.length - a.name.length)
  return made
}

export type Hit = Readonly<{ named: Named; start: number; end: number }>

/** Every name in a text, left to right, the longest at each place. */
export function findNames(gazetteer: Gazetteer, text: string): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < text.length - 1; at++) {
    const named = gazetteer.get(text.slice(at, at + 2))?.find((one) => text.startsWith(one.name, at))
    if (!named) continue
    hits.push({ named, start: at, end: at + named.name.length })
    at += named.name.length - 1
  }
  return hits
}
