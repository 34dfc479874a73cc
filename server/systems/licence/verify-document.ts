import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { sealedWords, sealKey, verifySeal } from '#primitives/credential'
import { findUnit } from '#primitives/party'
import type { DocumentVerdict } from './contract.ts'
import { contentOf } from './licence-content.ts'
import { stateOf } from './rules.ts'
import { licence } from './tables.ts'

/** Whether a document is one that a unit sealed here, and whether its licence is still in force: whoever has the document has its hash. Nothing in the answer names the holder. 核对证照文件 */
export async function verifyDocument(deed: Deed, hex: string): Promise<DocumentVerdict> {
  const sha256 = Buffer.from(hex, 'hex')
  const document = await licence(deed.tx).selectFrom('licence.document').selectAll().where('sha256', '=', sha256).executeTakeFirst() ?? await licence(deed.tx).selectFrom('licence.ofd').selectAll().where('sha256', '=', sha256).executeTakeFirst()
  if (!document) return { known: false, licence: null }
  await sql`set local haihe.licence = ${sql.lit(document.licence_id)}`.execute(licence(deed.tx)) // the policy lets this one row through
  const row = await licence(deed.tx).selectFrom('licence.licence').selectAll().where('id', '=', document.licence_id).executeTakeFirstOrThrow()
  const [unit, content] = [await findUnit(deed, row.unit_id), contentOf(row)]
  const seal = { key: document.seal_key!, signature: document.signature!, sealedAt: document.sealed_at! }
  const key = sealKey(row.unit_id, seal.key, seal.sealedAt)
  return {
    known: true,
    licence: {
      name: content.kind.name, number: row.number, unit: unit?.name ?? content.unit, state: stateOf(row, deed.now), until: content.until, sealHolds: verifySeal({ departmentId: row.unit_id, sha256, seal }), sealedAt: seal.sealedAt.toISOString(),
      seal: { key: key?.key ?? '', algorithm: key?.algorithm ?? '', words: sealedWords(row.unit_id, sha256, seal.sealedAt).toString('utf8'), signature: seal.signature.toString('base64') },
    },
  }
}
