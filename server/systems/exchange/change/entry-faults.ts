import { readHeading } from '../detector/heading-words.ts'
import type { Entry } from '../resource/entry.ts'

/** What is wrong with an entry: of one field, or of the whole (`field` null). Its words are texts. */
export type EntryFault = Readonly<{ field: string | null; code: string }>
const sensitive = ['identity_number', 'health', 'bank_card', 'location']
/** Laws in 《》 with their articles; several are parted by a comma. */
const BASIS = /^《[^《》]+》(第[一二三四五六七八九十百千零]+[条章](、第[一二三四五六七八九十百千零]+[条章])*)?(，《[^《》]+》(第[一二三四五六七八九十百千零]+[条章](、第[一二三四五六七八九十百千零]+[条章])*)?)*$/

/** What an entry says of sharing does not contradict itself, nor what its fields say (就高从严). 目录校验 */
export const entryFaults = (entry: Entry): EntryFault[] => [...ofSharing(entry), ...ofDerivation(entry), ...ofFields(entry)]

function* ofSharing({ format, share, share_basis, share_condition, modes, open, cycle, personal, contribution, drawn_from, grade, fields }: Entry): Generator<EntryFault> {
  const no = (code: string): EntryFault => ({ field: null, code })
  const about = fields.some((one) => one.personal !== null)
  if (about && !personal) yield no('personal_undeclared')
  if (personal && !about) yield no('personal_without_field')
  if (personal && share === 'unconditional') yield no('personal_unconditional')
  if (personal && open !== 'closed') yield no('personal_open')
  if (share === 'unconditional' && grade >= 3) yield no('grade_unconditional')
  if (share === 'conditional' && grade < 2) yield no('grade_conditional')
  if (share === 'forbidden' && grade < 4) yield no('grade_forbidden')
  if (open === 'open' && grade >= 2) yield no('grade_open')
  if (open === 'open' && share !== 'unconditional') yield no('open_but_not_shared')
  if (open !== 'closed' && share === 'forbidden') yield no('open_but_forbidden')
  if (share !== 'unconditional' && share_basis === '') yield no('basis_missing')
  else if (share_basis !== '' && !BASIS.test(share_basis)) yield no('basis_form')
  if (share === 'conditional' && share_condition === '') yield no('condition_missing')
  if (share !== 'conditional' && share_condition !== '') yield no('condition_needless')
  if (share === 'forbidden' ? modes.length > 0 : modes.length === 0) yield no(share === 'forbidden' ? 'modes_needless' : 'modes_missing')
  if (format === 'file' && modes.some((mode) => mode !== 'delivery')) yield no('file_not_delivered')
  if (format === 'file' && cycle === 'realtime') yield no('file_realtime')
  if (format === 'api' && modes.includes('delivery')) yield no('api_delivered')
  if (contribution !== null && (format !== 'api' || modes.some((mode) => mode !== 'query' && mode !== 'page'))) yield no('kept_by_system')
  if (drawn_from !== null && share !== 'forbidden' && (format !== 'api' || modes.some((mode) => mode !== 'query' && mode !== 'batch_check'))) yield no('asked_live')
  if (personal && modes.includes('page') && !fields.some(({ division }) => division)) yield no('page_division')
  if (share !== 'forbidden' && fields.every(({ mask }) => mask === 'never')) yield no('nothing_given')
  if (!fields.some(({ key }) => key)) yield no('key_missing')
}

function* ofDerivation({ derived_from, derived_reason }: Entry): Generator<EntryFault> {
  if (derived_from.length > 0 && derived_reason === '') yield { field: null, code: 'derived_reason_missing' }
  if (derived_from.length === 0 && derived_reason !== '') yield { field: null, code: 'derived_from_missing' }
}

function* ofFields({ share, open, fields }: Entry): Generator<EntryFault> {
  for (const part of ['name', 'field'] as const) {
    const seen = new Set<string>()
    for (const one of fields) {
      if (seen.has(one[part])) yield { field: one.name, code: `${part}_twice` }
      seen.add(one[part])
    }
  }
  for (const one of fields) {
    const { type, length, required, key, grade, level, personal, mask } = one
    const no = (code: string): EntryFault => ({ field: one.name, code })
    if (one.division && (type !== 'code' || personal !== null)) yield no('division_form')
    if (key && !required) yield no('key_not_required')
    if (length !== null && ['date', 'datetime', 'boolean'].includes(type)) yield no('length_needless')
    if (personal !== null && sensitive.includes(personal) && grade !== 4) yield no('sensitive_grade')
    else if (personal !== null && grade === 1) yield no('personal_grade')
    else if (personal === null && grade === 1 && looksPersonal(one.name)) yield no('looks_personal')
    if (personal === 'identity_number' && (mask === 'full' || mask === 'part')) yield no('number_shown')
    if (share === 'forbidden' && mask !== 'never') yield no('forbidden_shown')
    if (level === 'general') continue
    if (grade !== 4) yield no('level_grade')
    if (mask === 'full') yield no('level_shown')
    if (open !== 'closed') yield no('level_open')
    if (level === 'core' && share !== 'forbidden') yield no('core_shared')
  }
}

/** The heading alone says whose it is: 身份证号, 手机号码, 家庭住址. A credit code may be a firm's. */
function looksPersonal(name: string): boolean {
  const says = readHeading(name)
  return says !== null && typeof says === 'object' && says.sure && !says.kinds.includes('credit_code')
}
