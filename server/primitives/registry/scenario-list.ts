import type { Deed } from '#base/deed'

/** The city's list of what data are asked for, kept by one home and read by whoever takes such a request. 应用场景供给 */
export type ScenarioList = Readonly<{
  kind: 'scenarios'
  /** `home.what_it_is`. */
  id: string
  /** The scenario in force that has this id or this name. */
  named(deed: Deed, words: string): Promise<Readonly<{ id: string; name: string }> | undefined>
}>
