import type { Deed } from '#base/deed'
import { conflict, Refusal } from '#base/errors'
import { fieldsOf, type Field, type Form, type Prefill } from '#base/form'
import { ownPerson, personIdsOf } from '#primitives/party'
import { askFact, type Facts } from '#systems/exchange'
import { formOfItem } from '#systems/service-item'
import type { DraftSaved, PrefillDraft } from '../contract.ts'
import { openApplicant, openFilled, type Filled, type Given } from '../filled.ts'
import type { ApplicationRow } from '../find-application.ts'
import { keepFilled, requireDraft } from './save-draft.ts'

type Asked = Readonly<{ field: string; prefill: Prefill; number: boolean }>
/** Fields of one entry that are looked up by the same key. */
type Group = Readonly<{ resource: string; keys: readonly string[]; number: string; asked: readonly Asked[]; agent: boolean }>
type Numbers = Readonly<{ own: string; agent: string | null }>
const notGranted = new Set(['exchange.fact_not_granted', 'exchange.fact_items_not_granted', 'exchange.asked_live_only'])

/** Asks the exchange, with this application's number, for what the form says the city holds; or writes down that the person would rather bring the papers. 代填 */
export async function prefillDraft(deed: Deed, id: string, { version, take }: PrefillDraft): Promise<DraftSaved> {
  const row = await requireDraft(deed, id, version)
  if (!take) return { version: await keepFilled(deed, row, { ...openFilled(row), given: {}, disputed: {} }, { prefill: 'refused' }) }
  if (deed.actor.kind !== 'person' && deed.subject !== row.person_id) throw conflict('application.prefill_by_the_person') // masked for everybody else; at a counter the person stands there
  const { number } = openApplicant(row)
  if (number === null) throw conflict('application.number_unknown')
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const before = openFilled(row)
  const agent = row.subject_kind === 'firm' ? (await ownPerson(deed)).number : null
  const given = await askEach(deed, row, groupsOf(form, before, { own: number, agent }))
  const filled: Filled = { ...before, given: { ...before.given, ...given }, typed: Object.fromEntries(Object.entries(before.typed).filter(([field]) => given[field]?.value === undefined)) }
  return { version: await keepFilled(deed, row, filled, { prefill: 'taken' }) }
}

/** Fields by entry, key and person; those about somebody in another field wait until that is filled in. */
function groupsOf(form: Form, { typed }: Filled, { own, agent }: Numbers): Group[] {
  const asked = fieldsOf(form).flatMap(({ field, source, prefill, widget }: Field) => (source === 'prefill' && prefill ? [{ field, prefill, number: widget === 'number' || widget === 'money' }] : []))
  const numberOf = ({ whose, of }: Prefill): string | null => {
    if (of === 'agent') return agent
    if (whose === undefined) return own
    const said = typed[whose]
    const number = typeof said === 'object' && said !== null ? (said as { identity_number?: unknown }).identity_number : said
    return typeof number === 'string' && number !== '' ? number.toUpperCase() : null
  }
  const groups = new Map<string, Group & { asked: Asked[] }>()
  for (const one of asked) {
    const number = numberOf(one.prefill)
    if (number === null) continue
    const keys = one.prefill.by ?? ['identity_number']
    const name = [one.prefill.resource, keys.join(), number].join('|')
    const group = groups.get(name) ?? { resource: one.prefill.resource, keys, number, asked: [], agent: one.prefill.of === 'agent' }
    group.asked.push(one)
    groups.set(name, group)
  }
  return [...groups.values()]
}

async function askEach(deed: Deed, row: ApplicationRow, groups: readonly Group[]): Promise<Record<string, Given>> {
  const given: Record<string, Given> = {}
  for (const group of groups) {
    const asking: Deed = group.agent ? { ...deed, subject: deed.actor.id } : deed
    const own = row.subject_kind === 'firm' && group.number === openApplicant(row).number ? true : (await personIdsOf(deed, [group.number])).get(group.number) === (asking.subject ?? deed.actor.id)
    const said = await askGroup(asking, row, group, own)
    Object.assign(given, group.agent ? Object.fromEntries(Object.entries(said).map(([field, one]) => [field, { ...one, agent: deed.actor.id }])) : said)
  }
  return given
}

/** Each key of the entry in turn: a couple stands in one row, and either may be the one who asks. */
async function askGroup(deed: Deed, row: ApplicationRow, { resource, keys, number, asked }: Group, own: boolean): Promise<Record<string, Given>> {
  let facts: Facts | null = null
  let at = 0
  for (; at < keys.length; at++) {
    const items = [...new Set(asked.map(({ prefill }) => itemOf(prefill, at)))]
    const answer = await granted(askFact(deed, resource, { field: keys[at]!, value: number }, items, { unit: row.unit_id, matter: row.number, ...(own ? { toThePerson: true as const } : {}) }))
    if (answer === null) return Object.fromEntries(asked.map(({ field }) => [field, { unsaid: 'not_granted' as const, resource, item: '', key: keys[at]!, unit: '', at: null }]))
    facts = answer
    if (answer.rows > 0) break
  }
  const found = Math.min(at, keys.length - 1)
  return Object.fromEntries(asked.map(({ field, prefill, number: counted }) => [field, saidOf(prefill, facts!, itemOf(prefill, found), keys[found]!, counted)]))
}

const itemOf = ({ item, or }: Prefill, at: number): string => (at > 0 && or !== undefined ? or : item)

function saidOf(prefill: Prefill, facts: Facts, item: string, key: string, counted: boolean): Given {
  const fact = facts.items[item]!
  const about = { resource: prefill.resource, item, key, unit: fact.source.name, at: fact.at }
  if (prefill.as === 'exists') return { ...about, value: facts.rows > 0 }
  if (prefill.as === 'count') return { ...about, value: facts.rows }
  if (fact.unknown === 'empty' && prefill.empty !== undefined) return { ...about, value: prefill.empty }
  if (fact.unknown !== null) return { ...about, unsaid: fact.unknown }
  const value = prefill.map?.[String(fact.value)] ?? fact.value
  return { ...about, value: counted && typeof value === 'string' && value !== '' && Number.isFinite(Number(value)) ? Number(value) : value } // a decimal comes as text
}

/** Where the unit has no grant, nothing was asked yet: the person fills it in, and the desk sees which request is missing. */
const granted = (asking: Promise<Facts>): Promise<Facts | null> => asking.catch((error: unknown) => { if (error instanceof Refusal && notGranted.has(error.code)) return null; throw error })
