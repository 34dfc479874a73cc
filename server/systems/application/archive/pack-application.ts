import { createHash } from 'node:crypto'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { fieldsOf } from '#base/form'
import { packZip } from '#base/zip'
import { copyOf, filesOf, openCopy, type KeptFile, type StoredCopy } from '#primitives/file'
import { matterTrace } from '#primitives/matter'
import { requireUnit } from '#primitives/party'
import { divisionLine } from '#primitives/place'
import { licenceDocuments } from '#systems/licence'
import { formOfItem, itemOfVersion } from '#systems/service-item'
import { RESULT } from '../department/keep-result.ts'
import { openApplicant, openFilled, valuesOf } from '../filled.ts'
import { requireApplication } from '../find-application.ts'
import { lettersOf } from '../letter/find-letters.ts'
import { proxiesOf } from '../proxy/find-proxies.ts'
import { basisOf } from '../review/issue-results.ts'
import { sourcesOf } from '../show-application.ts'
import type { Keep } from './archive-settings.ts'

/** `copy` null: it is still to be drawn. */
type Laid = Readonly<{ path: string; title: string; copy: StoredCopy | null }>
/** Everything that goes into one package, read in one snapshot; the bytes of files are read after it. */
export type ToPack = Readonly<{ id: string; closedAt: Date; metadata: object; form: object; files: readonly Laid[] }>

const ends: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }
const laid = (folder: string, at: number, title: string, copy: StoredCopy | null): Laid => ({ path: `${folder}/${String(at + 1).padStart(2, '0')}.${ends[copy?.type ?? ''] ?? 'bin'}`, title, copy })

const workOf = (files: readonly KeptFile[] = []): StoredCopy | null => (files[0] ? copyOf(files[0], 'work') : null)

/** What the file of an application consists of: who asked for what, each step, what was filled in and from whom, papers, letters, licences. 归档内容 */
export async function readToPack(deed: Deed, id: string, { closedAt, keep }: Readonly<{ closedAt: Date; keep: Keep }>): Promise<ToPack> {
  const row = await requireApplication(deed, id)
  const item = await itemOfVersion(deed, row.item_code, row.item_version)
  const { form } = await formOfItem(deed, row.item_code, row.form_version)
  const [filled, unit, trace] = [openFilled(row), await requireUnit(deed, row.unit_id), await matterTrace(deed, id, 'staff')]
  const [values, sources] = [valuesOf(filled), new Map(sourcesOf(form, filled).map((one) => [one.field, one]))]
  const kept = (await filesOf(deed, 'application', [id])).get(id) ?? []
  const papers = fieldsOf(form).flatMap(({ field, label }) => kept.filter(({ use }) => use === field).map((file) => ({ label, copy: copyOf(file, file.copies.some(({ variant }) => variant === 'original') ? 'original' : 'work') })))
  const letters = await lettersOf(deed, id)
  const drawn = await filesOf(deed, 'application', letters.map((letter) => letter.id))
  const licences = await licenceDocuments(deed, row.person_id, basisOf(row))
  return {
    id, closedAt,
    files: [...papers.map(({ label, copy }, at) => laid('papers', at, label, copy)), ...letters.map((letter, at) => laid('letters', at, `${letter.title} ${letter.number}`, workOf(drawn.get(letter.id)))), ...licences.map(({ name, number, copy }, at) => laid('licences', at, `${name} ${number}`, copy)), ...kept.filter(({ use }) => use === RESULT).map((file, at) => laid('results', at, item.name, workOf([file])))],
    form: fieldsOf(form).filter(({ widget }) => widget !== 'file').map(({ field, label }) => ({ field, label, value: values[field] ?? null, from: sources.get(field)?.from ?? null, unit: sources.get(field)?.unit ?? null, at: sources.get(field)?.at ?? null })),
    metadata: {
      number: row.number, item: { code: row.item_code, name: item.name, version: row.item_version, act: item.act, basis: item.basis, form: row.form_version }, unit: { code: unit.id, name: unit.name }, place: (await divisionLine(deed, row.division_path)).map(({ name }) => name).join(' '),
      applicant: openApplicant(row), acting: (await proxiesOf(deed, [id])).get(id)?.map(({ name }) => name) ?? [], counter: row.began_by_unit, beganAt: row.began_at, submittedAt: row.submitted_at, closedAt, state: trace.stateName, keep,
      steps: trace.steps.map(({ at, action, name, unit: by, actor, reason, note, onTime }) => ({ at, action, name, unit: by?.name ?? null, post: actor?.postId ?? null, reason, note, onTime })),
    },
  }
}

/** The package 归档信息包: a ZIP with what is said, what was filled in, every file, and of each file its SHA-256; the same content gives the same bytes. */
export async function packApplication({ closedAt, metadata, form, files }: ToPack): Promise<Buffer> {
  const opened = await Promise.all(files.map(async ({ path, title, copy }) => {
    if (copy === null) throw new Error(`${path} is still to be drawn`)
    return { path, title, ...(await openCopy(copy)) }
  }))
  const said = Object.entries({ form, metadata }).map(([name, content]) => ({ path: `${name}.json`, title: name, type: 'application/json', bytes: Buffer.from(canonicalJson(content)) }))
  const all = [...said, ...opened]
  const manifest = all.map(({ path, title, type, bytes }) => ({ path, title, type, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }))
  return packZip([...all, { path: 'manifest.json', bytes: Buffer.from(canonicalJson(manifest)) }], closedAt)
}
