import { sql } from 'kysely'
import { cityToday } from '#primitives/place'
import type { Deed } from '#base/deed'
import { conflict, notFound, unprocessable } from '#base/errors'
import { keys } from '#base/keys'
import type { Claims } from '#primitives/registry'
import { numbered } from './claim-values.ts'
import { credentialRules } from './city-rules.ts'
import { holderMark } from './holder-mark.ts'
import { requireKind } from './issue-credential.ts'
import { signingKey } from './signing-keys.ts'
import { credential } from './tables.ts'
import { MOST_CLAIMS } from './verifier/content.ts'
import { writeCode } from './write-code.ts'

export type ShownCode = Readonly<{ code: string; from: Date; until: Date }>

/** A code for the next minute that says only what was chosen: over_60, and not the day of birth. It bears the licence's id, so whatever ends the licence ends it. Only the holder, or who acts for them (`deed.subject`), may make one. 出示凭证 */
export async function showCredential(deed: Deed, { id, facts }: Readonly<{ id: string; facts: readonly string[] }>): Promise<ShownCode> {
  const holder = deed.subject ?? deed.actor.id
  const db = credential(deed.tx)
  if (deed.subject !== null) await sql`set local haihe.credential_holder = ${sql.lit(deed.subject)}`.execute(db) // the policy lets the rows of whom one acts for through
  const found = await db.selectFrom('credential.credential').selectAll().where('id', '=', id).where('holder_id', '=', holder).executeTakeFirst()
  if (!found) throw notFound('credential.not_found')
  if (await db.selectFrom('credential.revocation').select('number').where('credential_id', '=', id).executeTakeFirst()) throw conflict('credential.revoked')
  if (deed.now < found.valid_from || deed.now >= found.valid_until) throw conflict('credential.not_in_force')
  const kind = requireKind(found.kind)
  const chosen = [...new Set(facts)]
  if (chosen.length > MOST_CLAIMS) throw unprocessable('credential.too_many_facts')
  const claims = JSON.parse(keys().open('credential.claims', found.claims).toString()) as Claims
  const today = await cityToday(deed)
  const said = chosen.map((name) => {
    const [claim, fact] = [Object.hasOwn(kind.claims, name) ? kind.claims[name] : undefined, Object.hasOwn(kind.facts, name) ? kind.facts[name] : undefined]
    if (claim) return [claim, claims[name]!] as const
    if (fact) return [fact, fact.from(claims, today)] as const
    throw unprocessable('credential.claim_unknown', { kind: kind.id, claim: name })
  })
  const { city, algorithm, key_days: days, show_seconds: life } = await credentialRules(deed)
  const from = Math.floor(deed.now.getTime() / 1000)
  const until = Math.min(from + life, Math.floor(found.valid_until.getTime() / 1000))
  const content = { city, id, kind: kind.id, shown: true, holder: holderMark(id, holder), from, until, claims: numbered(said) }
  const code = writeCode(content, signingKey(kind.algorithm ?? algorithm, deed.now, days).signer)
  if (code === null) throw unprocessable('credential.too_large', { kind: kind.id })
  return { code, from: new Date(from * 1000), until: new Date(until * 1000) }
}
