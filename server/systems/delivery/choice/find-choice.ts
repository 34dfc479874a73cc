import { sql, type Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { keys } from '#base/keys'
import { delivery, type DeliveryTables } from '../tables.ts'

export type ChoiceRow = Selectable<DeliveryTables['delivery.choice']>
/** As it stands on the label. */
export type Contact = Readonly<{ name: string; phone: string; division?: string; address?: string }>

export const sealContact = (contact: Contact): Buffer => keys().seal('delivery.contact', JSON.stringify(contact))
export const openContact = (sealed: Buffer): Contact => JSON.parse(keys().open('delivery.contact', sealed).toString('utf8')) as Contact

/** For whoever judged that the actor may: the policies let the rows of this one application through for the rest of the transaction, and no other. */
export const letThrough = async (deed: Deed, applicationId: string): Promise<void> => void (await sql`set local haihe.delivery = ${sql.lit(applicationId)}`.execute(delivery(deed.tx)))

export const findChoice = (deed: Deed, applicationId: string, { lock = false } = {}): Promise<ChoiceRow | undefined> =>
  delivery(deed.tx).selectFrom('delivery.choice').selectAll().where('application_id', '=', applicationId).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
