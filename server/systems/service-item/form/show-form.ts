import type { Deed } from '#base/deed'
import { countForm, fieldsOf } from '#base/form'
import { findUnits } from '#primitives/party'
import { resourceSources } from '#systems/exchange'
import type { ServiceForm } from '../contract.ts'
import { formOfItem } from './item-form.ts'

/** A form as it is filled in, with what is read from whom for it, told before anything is read. 表单和代填告知 */
export async function showForm(deed: Deed, code: string, version?: number): Promise<ServiceForm> {
  const { form, version: found } = await formOfItem(deed, code, version)
  const codes = [...new Set(fieldsOf(form).flatMap(({ prefill }) => prefill?.resource ?? []))]
  const sources = await resourceSources(deed, codes)
  const units = await findUnits(deed, [...sources.values()].map(({ unitId }) => unitId))
  const reads = codes.map((resource) => ({
    resource, name: sources.get(resource)?.name ?? resource, unit: units.get(sources.get(resource)?.unitId ?? '')?.name ?? '', fields: fieldsOf(form).filter(({ prefill }) => prefill?.resource === resource).map(({ field }) => field),
  }))
  const { form: item, title, english, parts, materials, schema, sources: told } = form
  return { item, version: found, title, english, parts: structuredClone(parts) as ServiceForm['parts'], materials: structuredClone(materials) as ServiceForm['materials'], schema, reads, count: countForm(form), sources: [...told] }
}
