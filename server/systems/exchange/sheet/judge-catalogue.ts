import type { SheetFault, SheetRow } from '#base/spreadsheet'
import { entryFaults } from '../change/entry-faults.ts'
import type { EntrySaid } from '../contract.ts'
import { entrySaid, type Entry } from '../resource/entry.ts'
import type { SentTable } from '../row/read-sent-table.ts'
import { catalogueColumns, entryColumns, headingOf, meantBy, type CatalogueColumn, type Worded } from './catalogue-columns.ts'
import { nameFaults } from './name-faults.ts'

type Row = SheetRow<CatalogueColumn>
type Say = (line: number, column: CatalogueColumn, code: string, value?: string) => void
/** An entry of the sheet that nothing is wrong with, on its own; `code` null = the next free one. */
export type SentEntry = Readonly<{ line: number; code: string | null; entry: Entry; said: EntrySaid; derivedFrom: string[]; derivedReason: string }>
export type JudgedCatalogue = Readonly<{ entries: readonly SentEntry[]; sent: number; faults: readonly SheetFault[] }>

/** Judges a sheet of the catalogue, cell by cell: each fault with its row and column. An entry with a fault is not taken, the others are. 目录表校验 */
export function judgeCatalogue(unitId: string, table: SentTable): JudgedCatalogue {
  const faults: SheetFault[] = [...table.faults]
  const say: Say = (line, column, code, value = '') => void faults.push({ line, column: headingOf(column), code, value: value.slice(0, 40) })
  const groups = groupsOf(table.rows as Row[])
  nameFaults(groups.map((rows) => ({ line: rows[0]!.line, name: rows[0]!.cells.name })), (line, code, value) => { say(line, 'name', code, value) })
  const entries = groups.flatMap((rows) => {
    const before = faults.length
    const read = readEntry(unitId, rows, say)
    const named = faults.some(({ line, column }) => line === rows[0]!.line && column === headingOf('name'))
    return read !== null && faults.length === before && !named ? [read] : []
  })
  return { entries, sent: groups.length, faults: faults.toSorted((a, b) => a.line - b.line) }
}

/** Rows of one entry follow one another: named alike, as merged cells are read, or not named again. */
function groupsOf(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = []
  for (const row of rows) {
    const [first] = groups.at(-1) ?? []
    const same = first !== undefined && (row.cells.name === '' ? row.cells.code === '' || row.cells.code === first.cells.code : row.cells.name === first.cells.name && (row.cells.code === '' || row.cells.code === first.cells.code))
    if (same) groups.at(-1)!.push(row)
    else groups.push([row])
  }
  return groups
}

const NAME = /^\S{2,60}$/
const INNER_BLANK = /[\s\u3000\u200b]/

function readEntry(unitId: string, rows: readonly Row[], say: Say): SentEntry | null {
  const { line, cells } = rows[0]!
  const plain = (one: CatalogueColumn): string => cells[one].trim()
  const word = <T extends string>(of: Worded, column: CatalogueColumn = of as CatalogueColumn): T => {
    const meant = meantBy(of, cells[column])
    if (meant === undefined) say(line, column, cells[column] === '' ? 'required' : 'not_listed', cells[column])
    return (meant ?? '') as T
  }
  for (const row of rows.slice(1)) for (const column of entryColumns) if (row.cells[column] !== '' && row.cells[column] !== cells[column]) say(row.line, column, 'differs_in_entry', row.cells[column])
  if (plain('name') === '') say(line, 'name', 'required')
  else if (INNER_BLANK.test(plain('name'))) say(line, 'name', 'blank_inside', plain('name'))
  else if (!NAME.test(plain('name'))) say(line, 'name', 'name_length', plain('name'))
  const code = readCode(plain('code'), line, say)
  if ([...plain('summary')].length < 4 || plain('summary').length > 300) say(line, 'summary', plain('summary') === '' ? 'required' : 'summary_length', plain('summary'))
  if (plain('theme') === '') say(line, 'theme', 'required')
  const classified = word<string>('classified')
  if (classified === 'work_secret' || classified === 'state_secret') say(line, 'classified', classified)
  const modes = plain('modes') === '' || plain('modes') === '无' ? [] : plain('modes').split(/[、,，;；/\s]+/).flatMap((one) => { const meant = meantBy('mode', one); if (meant === undefined) say(line, 'modes', 'not_listed', one); return meant ?? [] })
  const fields = rows.map((row) => readField(row, say))
  const said: EntrySaid = {
    name: plain('name'), library: (word<string>('library') || null) as EntrySaid['library'], theme: plain('theme'), summary: plain('summary'), format: word('format'), share: word('share'), shareCondition: plain('share_condition'), shareBasis: plain('share_basis'),
    modes: [...new Set(modes)] as EntrySaid['modes'], open: word('open'), cycle: word('cycle'), personal: fields.some(({ personal }) => personal !== null), fields,
  }
  const derivedFrom = plain('derived_from').split(/[\s,，、;；]+/).filter((one) => one !== '')
  for (const one of derivedFrom) readCode(one, line, (at, _, fault, value) => { say(at, 'derived_from', fault, value) })
  const entry = entrySaid(unitId, code ?? '', said, derivedFrom, plain('derived_reason'))
  const words = [said.format, said.share, said.open, said.cycle]
  if (words.every((one) => (one as string) !== '') && fields.every(({ grade }) => grade > 0))
    for (const fault of entryFaults(entry)) { const row = rows.find((one) => one.cells.field_name === fault.field); say((row ?? rows[0]!).line, columnOf(fault.code), fault.code, row?.cells.field_name ?? '') }
  return { line, code, entry, said, derivedFrom, derivedReason: plain('derived_reason') }
}

/** Twelve digits; Excel makes 3.07012E+11 of them, and drops what is not typed as text. */
function readCode(cell: string, line: number, say: Say): string | null {
  if (cell === '') return null
  const digits = cell.normalize('NFKC')
  if (/^[0-9]{12}$/.test(digits)) return digits
  say(line, 'code', /^[0-9.]+e\+?[0-9]+$/i.test(digits) ? 'code_scientific' : /^[0-9]+$/.test(digits) ? (digits.length < 12 ? 'code_short' : 'code_long') : 'code_signs', cell)
  return null
}

function readField({ line, cells }: Row, say: Say): EntrySaid['fields'][number] {
  const word = (of: Worded, column: CatalogueColumn = of as CatalogueColumn): string => {
    const meant = meantBy(of, cells[column])
    if (meant === undefined) say(line, column, cells[column] === '' ? 'required' : 'not_listed', cells[column])
    return meant ?? ''
  }
  const name = cells.field_name
  if (name === '') say(line, 'field_name', 'required')
  else if (INNER_BLANK.test(name)) say(line, 'field_name', 'blank_inside', name)
  else if (name.length > 40) say(line, 'field_name', 'name_length', name)
  const field = cells.field.normalize('NFKC').toLowerCase()
  if (field === '') say(line, 'field', 'required')
  else if (!/^[a-z][a-z0-9_]{0,59}$/.test(field)) say(line, 'field', 'field_form', cells.field)
  const length = cells.length.normalize('NFKC')
  if (length !== '' && !/^[1-9][0-9]{0,4}$/.test(length)) say(line, 'length', /^[0-9.]+\s*[^0-9.\s]+$/.test(length) ? 'unit_in_number' : 'not_integer', cells.length)
  return {
    name, field, type: word('type'), length: /^[0-9]+$/.test(length) ? Number(length) : null, key: word('key') === 'yes', required: word('required') === 'yes' || meantBy('key', cells.key) === 'yes',
    grade: Number(word('grade')), level: word('level'), personal: word('personal') || null, mask: word('mask'), ...(word('division') === 'yes' ? { division: true } : {}),
  } as EntrySaid['fields'][number]
}

const byCode: Readonly<Record<string, CatalogueColumn>> = {
  personal_unconditional: 'share', personal_open: 'open', grade_unconditional: 'share', grade_conditional: 'share', grade_forbidden: 'share', grade_open: 'open', open_but_not_shared: 'open', open_but_forbidden: 'open', basis_missing: 'share_basis', basis_form: 'share_basis',
  condition_missing: 'share_condition', condition_needless: 'share_condition', modes_missing: 'modes', modes_needless: 'modes', file_not_delivered: 'modes', file_realtime: 'cycle', api_delivered: 'modes', page_division: 'modes', nothing_given: 'mask', key_missing: 'key', division_form: 'division',
  derived_reason_missing: 'derived_reason', derived_from_missing: 'derived_from', name_twice: 'field_name', field_twice: 'field', length_needless: 'length', sensitive_grade: 'grade', personal_grade: 'grade', looks_personal: 'grade', number_shown: 'mask', forbidden_shown: 'mask',
  level_grade: 'grade', level_shown: 'mask', level_open: 'open', core_shared: 'share',
}
const columnOf = (fault: string): CatalogueColumn => byCode[fault] ?? catalogueColumns[1]!.field
