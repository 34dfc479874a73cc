import { createHash, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalJson } from '#base/crypto'
import type { Deed } from '#base/deed'
import { notFound, Refusal } from '#base/errors'
import type { DepartmentStatus } from '../contract.ts'
import { application } from '../tables.ts'
import { sealContent } from './message-content.ts'
import { departmentSystemHere } from './department-port.ts'
import { departmentSystems } from './department-settings.ts'

type CalledBack = Readonly<{ system: string; signature: string; body: string; status: DepartmentStatus }>

/** A department's system says how an application stands: kept if the signature over these bytes is its own, and taken right after, in its order. A wrong signature changes nothing and is counted for the operator. 状态回传 */
export async function receiveStatus(deed: Deed, { system, signature, body, status }: CalledBack): Promise<void> {
  if (!(await departmentSystems(deed)).some(({ code }) => code === system)) throw notFound('application.no_such_system')
  if (!departmentSystemHere(system)?.signed(signature, body, deed.now)) throw new Refusal(401, 'application.bad_signature', {}, (kept) => countUnsigned(kept, system))
  if (!(await keepStatus(deed, system, status))) await write(deed, system, status, 'repeated')
}

const countUnsigned = async (deed: Deed, code: string): Promise<void> => {
  await application(deed.tx).insertInto('application.department_system').values({ code, cursor: null, met_at: null, failed_at: null, failure: null, unsigned_times: 1, unsigned_at: deed.now })
    .onConflict((old) => old.column('code').doUpdateSet({ unsigned_times: sql<number>`application.department_system.unsigned_times + 1`, unsigned_at: deed.now })).execute()
}

/** Keeps a status to be taken; one that is for no application of that system is kept for the operator. False = it is here already, word for word. */
export async function keepStatus(deed: Deed, system: string, status: DepartmentStatus): Promise<boolean> {
  const known = await application(deed.tx).selectFrom('application.department_case').select(['application_id', 'system_code']).where('number', '=', status.number).executeTakeFirst()
  if (!known) return write(deed, system, status, 'unknown_number')
  return known.system_code === system ? write(deed, system, status, 'waiting', known.application_id) : write(deed, system, status, 'of_another')
}

async function write(deed: Deed, system: string, status: DepartmentStatus, outcome: 'waiting' | 'repeated' | 'unknown_number' | 'of_another', applicationId: string | null = null): Promise<boolean> {
  const id = randomUUIDv7()
  const content_hash = createHash('sha256').update(canonicalJson(status)).digest()
  const made = await application(deed.tx).insertInto('application.department_message')
    .values({ id, system_code: system, number: status.number, application_id: applicationId, direction: 'in', what: status.code, sequence: status.sequence, their_id: status.id, at: deed.now, content_hash, outcome, reason: null, settled_at: null, settled_by: null })
    .onConflict((old) => old.doNothing()).returning('id').executeTakeFirst()
  if (made) await application(deed.tx).insertInto('application.department_content').values({ message_id: id, application_id: applicationId, content: sealContent(status) }).execute()
  return made !== undefined
}
