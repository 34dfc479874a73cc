import type { Deed } from '#base/deed'
import { contributedScenarios } from '#primitives/registry'

/** What a request says of its business: the scenario of the city's list that has this id or this name, or the asker's own words. 场景归并 */
export async function scenarioNamed(deed: Deed, words: string): Promise<{ id: string | null; name: string }> {
  const text = words.trim()
  return (await contributedScenarios()?.named(deed, text)) ?? { id: null, name: text }
}
