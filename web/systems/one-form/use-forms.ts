import type { Form, FormRow, Forms } from '#contracts/one-form'
import { useOpenOne, type OpenOne } from '../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../base/api/use-pages.ts'
import type { ToldTrace } from '../../base/matter/told-trace.ts'

export type FormDetail = Omit<Form, 'trace'> & { trace: ToldTrace | null }

/** Forms in force where one is, one's unit's own, or those to review; the open one beside them (报表). */
export const useForms = (view: () => string, id: () => string): OpenOne<FormDetail> & { list: Pages<FormRow, Forms> } => {
  const list = usePages<FormRow, Forms>(['one-form', 'forms'], '/one-form/forms', () => ({ view: view() }))
  return { list, ...useOpenOne<FormDetail>({ key: ['one-form', 'form'], at: '/one-form/forms', chosen: id, first: () => list.rows.value[0]?.id }) }
}
