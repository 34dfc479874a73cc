import { type CityFolder, type Found, filesUnder, repeatedIn, rowsOf } from './city-files.ts'

/** Articles of the knowledge base are owned by units that exist and belong to items that exist. 知识库检查 */
export function checkKnowledge(city: CityFolder): Found[] {
  const units = new Set(rowsOf(city, 'departments.csv').map(({ id }) => id!))
  const items = new Set(rowsOf(city, 'catalogues/incident-items.csv').map(({ code }) => code!))
  const found: Found[] = []
  for (const file of filesUnder(city, 'knowledge')) {
    const { articles = [] } = (file.content ?? {}) as { articles?: { id: string; owner: string; items?: string[] }[] }
    const no = (at: number, says: string): void => void found.push({ path: file.path, line: file.lineOf(['articles', at]), says })
    for (const [at, id] of repeatedIn(articles, (one) => one.id)) no(at, `article ${id} occurs twice`)
    articles.forEach(({ owner, items: own = [] }, at) => {
      if (!units.has(owner)) no(at, `departments.csv has no unit ${owner}`)
      for (const item of own) if (!items.has(item)) no(at, `${item} is no item of the catalogue`)
    })
  }
  return found
}
