import { createHash } from 'node:crypto'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { DepartmentCode, EntryField, EntryName, EntryShare } from './contract.ts'
import type { ListedEntry } from './existing-exchange-port.ts'

const [MOST_FIELDS, MOST_FAULTS] = [500, 50]
type Judged = Readonly<{ name: string | null; department_code: string | null; department_name: string | null; share: Static<typeof EntryShare> | null; fields: EntryField[]; faults: string[]; hash: string }>

/** What an entry says, field by field: what can be read is kept, where it cannot is told. 逐项校验 */
export function judgeEntry({ said }: ListedEntry): Judged {
  const faults: string[] = []
  const read = <S extends TSchema>(shape: S, what: unknown, path: string): Static<S> | null => {
    if (Value.Check(shape, what) && !JSON.stringify(what).includes('\\u0000')) return what as Static<S> // PostgreSQL keeps no zero sign
    faults.push(path)
    return null
  }
  const unit = typeof said['unit'] === 'object' && said['unit'] !== null ? said['unit'] as Record<string, unknown> : {}
  const list = Array.isArray(said['fields']) ? said['fields'] as unknown[] : []
  const head = { name: read(EntryName, said['name'], 'name'), department_code: read(DepartmentCode, unit['code'], 'unit.code'), department_name: read(EntryName, unit['name'], 'unit.name'), share: read(EntryShare, said['share'], 'share') }
  if (list.length === 0 || list.length > MOST_FIELDS) faults.push('fields')
  const fields: EntryField[] = []
  for (const [place, one] of list.slice(0, MOST_FIELDS).entries()) {
    const { name, field, type } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>
    const good = read(EntryField, { name, field, type }, `fields.${place + 1}`)
    if (good && fields.some((other) => other.field === good.field)) faults.push(`fields.${place + 1}.field`)
    else if (good) fields.push(good)
  }
  return { ...head, fields, faults: faults.slice(0, MOST_FAULTS), hash: createHash('sha256').update(JSON.stringify(said)).digest('hex') }
}
