import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import type { Time } from '#primitives/matter'
import { application } from '../tables.ts'

/** What a word of that system means here; `noted`: it says so, and nothing follows. */
export type DepartmentStep = 'noted' | 'accepted' | 'declined' | 'missing' | 'paused' | 'resumed' | 'approved' | 'refused'
export type StatusMeaning = Readonly<{ code: string; step: DepartmentStep; /** Of the reasons that the kind of matter knows. */ reason?: string }>
/** A field of our form, what that system calls it, and its codes for our values. */
export type FieldName = Readonly<{ field: string; as: string; codes?: Readonly<Record<string, string>> }>
/** From which value of a result what our licence says and only whoever decides knows; and our words for its codes. */
export type FoundThere = Readonly<Record<string, Readonly<{ from: string; codes?: Readonly<Record<string, string>> }>>>
export type DepartmentItem = Readonly<{ item: string; as: string; subject: Readonly<{ name: string; number: string; phone?: string }>; fields: readonly FieldName[]; found?: FoundThere }>
/** `acknowledged`, `answered`: how long it may be silent after a push, and after each word. Whom one turns to against its decisions, where that is not whom the unit's letters name. */
export type DepartmentSystemSaid = Readonly<{
  code: string; name: string; english: string; decided: 'national' | 'municipal'; acknowledged: Time; answered: Time; reconsideration?: string; court?: string; source: string
  statuses: readonly StatusMeaning[]; items: readonly DepartmentItem[]
}>

/** Takes in which system decides which item, and what each calls what. 载入部门业务系统 */
export async function loadDepartmentSystems(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify((content as { systems: unknown }).systems) as never }
  await application(deed.tx).insertInto('application.department_setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

export async function departmentSystems(deed: Deed): Promise<readonly DepartmentSystemSaid[]> {
  const row = await application(deed.tx).selectFrom('application.department_setting').select('content').executeTakeFirst()
  return (row?.content ?? []) as unknown as readonly DepartmentSystemSaid[]
}

/** The system that decides an item, and its names for it; null = it is decided here. 归哪个系统办 */
export async function decidedElsewhere(deed: Deed, item: string): Promise<{ system: DepartmentSystemSaid; mapping: DepartmentItem } | null> {
  for (const system of await departmentSystems(deed)) {
    const mapping = system.items.find((one) => one.item === item)
    if (mapping) return { system, mapping }
  }
  return null
}

export const stepOf = (system: Pick<DepartmentSystemSaid, 'statuses'> | undefined, what: string): DepartmentStep | null => system?.statuses.find(({ code }) => code === what)?.step ?? null

/** A case was pushed by names that the city no longer has: somebody must say what holds now. */
export async function requireDecidedElsewhere(deed: Deed, item: string): Promise<{ system: DepartmentSystemSaid; mapping: DepartmentItem }> {
  const known = await decidedElsewhere(deed, item)
  if (!known) throw conflict('application.no_department_system')
  return known
}
