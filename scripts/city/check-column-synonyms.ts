import { columnName } from '../../server/systems/exchange/resource/column-name.ts'
import { atPlace, docOf, filesUnder, type CityFolder, type Found } from './city-files.ts'

const path = 'catalogues/column-synonyms.yaml'

/** A name means one thing, and of each row the catalogue has at least one: another row would never find anything. 列名同义词检查 */
export function checkColumnSynonyms(city: CityFolder): Found[] {
  const { synonyms = [], general = [] } = docOf<{ synonyms?: string[][]; general?: string[] }>(city, path)
  const held = new Set(filesUnder(city, 'catalogues/data-resources').flatMap(({ content }) => ((content as { resources?: { fields: { name: string }[] }[] } | null)?.resources ?? []).flatMap(({ fields }) => fields.map(({ name }) => columnName(name)))))
  const [found, taken]: [Found[], Map<string, number>] = [[], new Map()]
  synonyms.forEach((names, at) => {
    for (const name of names) {
      const before = taken.get(columnName(name))
      if (before !== undefined) found.push(atPlace(city, path, ['synonyms', at], `${name} stands in row ${before + 1} too`))
      taken.set(columnName(name), at)
    }
    if (!names.some((name) => held.has(columnName(name)))) found.push(atPlace(city, path, ['synonyms', at], `the catalogue has none of ${names.join(', ')}`))
  })
  general.forEach((name, at) => { if (general.findIndex((one) => columnName(one) === columnName(name)) !== at) found.push(atPlace(city, path, ['general', at], `${name} stands there twice`)) })
  return found
}
