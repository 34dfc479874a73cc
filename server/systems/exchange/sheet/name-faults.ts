type Named = Readonly<{ line: number; name: string }>

/** Names that are one name: made by dragging a cell down (信息1, 信息2 …), or alike but for punctuation, width or blanks. 重名 */
export function nameFaults(entries: readonly Named[], say: (line: number, code: string, value: string) => void): void {
  const drawn = dragged(entries)
  for (const { line, name } of drawn) say(line, 'drag_filled', name)
  const seen = new Map<string, Named>()
  for (const one of entries) {
    if (one.name === '' || drawn.has(one)) continue
    const first = seen.get(bare(one.name))
    if (first === undefined) seen.set(bare(one.name), one)
    else say(one.line, first.name === one.name ? 'name_twice' : 'name_twin', `${one.name} = ${first.line}`)
  }
}

/** What is left of a name without punctuation, width, blanks and case. */
export const bare = (name: string): string => name.normalize('NFKC').replaceAll(/[\p{P}\p{S}\s]/gu, '').toLowerCase()

/** Excel counts on when a cell is dragged down: a name that ends in the number after that of the entry above. Years and grades stand in names by right, so two are not enough to blame a file, unless the first has no number. */
function dragged(entries: readonly Named[]): Set<Named> {
  const found = new Set<Named>()
  const parts = entries.map(({ name }) => /^(.*?)(\d{0,6})$/.exec(name.normalize('NFKC'))!)
  for (let at = 0; at < entries.length;) {
    let end = at + 1
    while (end < entries.length && parts[end]![1] !== '' && parts[end]![1] === parts[at]![1] && parts[end]![2] !== '' && Number(parts[end]![2]) === (parts[end - 1]![2] === '' ? 0 : Number(parts[end - 1]![2])) + 1) end++
    if (end - at > 2 || (end - at === 2 && parts[at]![2] === '')) for (const one of entries.slice(at + 1, end)) found.add(one)
    at = end
  }
  return found
}
