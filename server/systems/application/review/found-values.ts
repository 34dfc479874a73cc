import type { Deed } from '#base/deed'
import { unprocessable } from '#base/errors'
import type { Values } from '#base/form'
import { keys } from '#base/keys'
import { fieldsOfLicence, wrongField, type LicenceField } from '#systems/licence'
import type { ApplicationRow } from '../find-application.ts'
import { application } from '../tables.ts'
import { askedOfFirm, requireNewCode } from './found-firm.ts'
import { issued, valueOf, type Results } from './result-values.ts'

export type Found = Readonly<Record<string, string | number>>

/** What the result says and the form does not: whoever decides says it. 待审定的要素 */
export async function askedOfDecider(deed: Deed, item: Results, values: Values): Promise<LicenceField[]> {
  const asked: LicenceField[] = []
  for (const { licence, issue } of issued(item)) {
    if (issue.founds) asked.push(...askedOfFirm(issue.founds, values))
    const open = new Set(Object.entries(issue.values).filter(([, source]) => 'found' in source && valueOf(source, values) === undefined).map(([code]) => code))
    if (open.size > 0) asked.push(...(await fieldsOfLicence(deed, licence)).filter(({ code }) => open.has(code)))
  }
  return asked
}

/** Keeps what whoever decides found, all of it and each of its kind: it is issued with the approval, which the last of several departments may bring about. 审定要素 */
export async function keepFound(deed: Deed, row: ApplicationRow, item: Results, { values, found }: Readonly<{ values: Values; found: Found | undefined }>): Promise<ApplicationRow> {
  const asked = await askedOfDecider(deed, item, values)
  const wrong = wrongField(asked, found ?? {})
  if (wrong !== null) throw unprocessable('application.say_what_was_found', { field: asked.find(({ code }) => code === wrong)?.label ?? wrong })
  if (asked.length === 0) return row
  if (issued(item).some(({ issue }) => issue.founds)) await requireNewCode(deed, found!)
  const sealed = keys().seal('application.found', JSON.stringify(found))
  await application(deed.tx).updateTable('application.application').set({ found: sealed }).where('id', '=', row.id).execute()
  return { ...row, found: sealed }
}

export const openFound = ({ found }: Pick<ApplicationRow, 'found'>): Found => (found === null ? {} : (JSON.parse(keys().open('application.found', found).toString()) as Found))
