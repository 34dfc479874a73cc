import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { credentialKinds } from './credential-kinds.ts'
import { licence } from './tables.ts'

export type LicenceField = Readonly<{ code: string; label: string; type: 'text' | 'date' | 'integer' | 'choice'; most?: number; from?: number; to?: number; options?: readonly string[] }>
/** What a claim of the code is filled from: the holder's name, masked where it is a person's, the day of birth, a firm's credit code, or a field. */
export type ClaimSource = 'holder.name' | 'holder.born' | 'holder.number' | `field.${string}`
export type LicenceKind = Readonly<{
  code: string
  name: string
  english: string
  /** Two letters before the number. */
  letters: string
  issued_by: Readonly<{ role: string; levels: readonly string[] }>
  /** Who holds it; left out = a person. */
  holder?: 'person' | 'firm'
  /** A holder has at most one of it in force. */
  single: boolean
  lasts: Readonly<{ years: number } | { days: number } | { open: true }>
  fields: readonly LicenceField[]
  /** Name of the showing form, without the home. */
  credential: string
  claims: Readonly<Record<string, ClaimSource>>
  /** Facts that may be shown instead of claims. */
  facts: readonly string[]
  /** What is chosen until the holder chooses otherwise. */
  first: readonly string[]
  basis: readonly Readonly<{ law: string; article?: string }>[]
  source: string
}>

export const showingForm = (kind: LicenceKind) => credentialKinds.find(({ id }) => id === `licence.${kind.credential}`)

/** What does not hold together in a kind, in words; none when all does. 证照种类检查 */
export function kindFaults(kind: LicenceKind): string[] {
  const form = showingForm(kind)
  if (!form) return [`there is no showing form ${kind.credential}`]
  const fields = new Map(kind.fields.map((field) => [field.code, field]))
  const types = { text: ['text', 'choice'], date: ['date'], integer: ['integer'], boolean: [] as string[] }
  const fits = (claim: string, source: ClaimSource): boolean => {
    const wanted = form.claims[claim]!.type
    if (source === 'holder.name') return wanted === 'text'
    if (source === 'holder.born') return wanted === 'date' && kind.holder !== 'firm'
    if (source === 'holder.number') return wanted === 'text' && kind.holder === 'firm' // a person's number stands in no code
    return types[wanted].includes(fields.get(source.slice('field.'.length))?.type ?? '')
  }
  const [claims, wanted] = [Object.keys(kind.claims).sort().join(), Object.keys(form.claims).sort().join()]
  return [
    ...(kind.issued_by.role === form.issuedBy ? [] : [`${kind.credential} is issued by ${form.issuedBy}, not by ${kind.issued_by.role}`]),
    ...(claims === wanted ? Object.entries(kind.claims).filter(([claim, source]) => !fits(claim, source)).map(([claim, source]) => `claim ${claim} cannot be filled from ${source}`) : [`the claims of ${kind.credential} are ${wanted}`]),
    ...kind.facts.filter((fact) => !Object.hasOwn(form.facts, fact)).map((fact) => `${kind.credential} has no fact ${fact}`),
    ...kind.first.filter((name) => !Object.hasOwn(form.claims, name) && !kind.facts.includes(name)).map((name) => `${name} is neither a claim nor a fact that may be shown`),
    ...kind.fields.filter(({ type, options, from, to }) => (type === 'choice') !== (options !== undefined) || (type === 'integer') !== (from !== undefined && to !== undefined)).map(({ code }) => `field ${code}: a choice has options, a whole number from and to, and nothing else has`),
  ]
}

/** Takes kinds of licences from the city's folder; one that left it is issued no more. 载入证照种类 */
export async function loadLicenceKinds(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  const { kinds } = content as { kinds: readonly LicenceKind[] }
  const wrong = kinds.flatMap((kind) => kindFaults(kind).map((fault) => `${kind.code}: ${fault}`))
  if (wrong.length > 0) throw new Error(`${path}: ${wrong.join('; ')}`)
  await licence(deed.tx).updateTable('licence.kind').set({ retired: true }).execute()
  for (const kind of kinds) {
    const row = { content: JSON.stringify(kind) as never, retired: false }
    await licence(deed.tx).insertInto('licence.kind').values({ code: kind.code, ...row }).onConflict((old) => old.column('code').doUpdateSet(row)).execute()
  }
}

/** Kinds that are issued today, in the order of their codes; retired ones too where they are asked for. */
export async function licenceKinds(deed: Deed, { retired = false } = {}): Promise<LicenceKind[]> {
  const rows = await licence(deed.tx).selectFrom('licence.kind').select('content').$if(!retired, (query) => query.where('retired', '=', false)).orderBy('code').execute()
  return rows.map(({ content }) => content)
}

/** The kind of this code, or a refusal. */
export async function requireLicenceKind(deed: Deed, code: string): Promise<LicenceKind> {
  const row = await licence(deed.tx).selectFrom('licence.kind').select('content').where('code', '=', code).where('retired', '=', false).executeTakeFirst()
  if (!row) throw notFound('licence.kind_unknown', { kind: code })
  return row.content
}

/** What a licence of this kind says, beside whose it is and until when. 证照要素 */
export const fieldsOfLicence = async (deed: Deed, code: string): Promise<readonly LicenceField[]> => (await requireLicenceKind(deed, code)).fields
