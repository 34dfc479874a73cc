import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { requireUnit } from '#primitives/party'
import type { DataContract, ResourceField } from '../contract.ts'
import { exchange } from '../tables.ts'

const logical: Readonly<Record<ResourceField['type'], 'string' | 'integer' | 'number' | 'date' | 'timestamp' | 'boolean'>> = { text: 'string', code: 'string', integer: 'integer', decimal: 'number', date: 'date', datetime: 'timestamp', boolean: 'boolean' }
/** How old the newest rows may be; ODCS: a number and h, d, m (months) or y. An entry that is not renewed promises nothing. */
const freshness: Readonly<Record<string, readonly [value: number, unit: 'h' | 'd' | 'm' | 'y']>> = { realtime: [1, 'h'], daily: [1, 'd'], weekly: [7, 'd'], monthly: [1, 'm'], quarterly: [3, 'm'], yearly: [1, 'y'] }
const paths: Readonly<Record<string, string>> = { query: '/exchange/grants/:grantId/queries', batch_check: '/exchange/grants/:grantId/checks', page: '/exchange/grants/:grantId/pages', delivery: '/exchange/grants/:grantId/deliveries' }

/** An entry as a data contract in the shape of ODCS 3.1: its fields with type, key and grade, how fresh it is, who supplies it, how and on which terms it may be had. 数据契约 */
export async function showContract(deed: Deed, code: string, origin: string): Promise<DataContract> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).executeTakeFirst()
  if (!row) throw notFound('exchange.resource_unknown')
  const { name: unit } = await requireUnit(deed, row.unit_id)
  const fresh = freshness[row.cycle]
  const keys = row.fields.filter(({ key }) => key).map(({ field }) => field)
  const properties = row.fields.map((one) => ({
    name: one.field, businessName: one.name, logicalType: logical[one.type], physicalType: one.length === null ? one.type : `${one.type}(${one.length})`, required: one.required, ...(one.key ? { unique: keys.length === 1, primaryKey: true, primaryKeyPosition: keys.indexOf(one.field) + 1 } : {}),
    ...(one.length !== null && logical[one.type] === 'string' ? { logicalTypeOptions: { maxLength: one.length } } : {}), classification: `${one.level}-${one.grade}`, criticalDataElement: one.key,
    customProperties: [{ property: 'mask', value: one.mask }, ...(one.personal === null ? [] : [{ property: 'personal', value: one.personal }]), ...(one.division ? [{ property: 'division', value: true }] : [])],
  }))
  return {
    apiVersion: 'v3.1.0', kind: 'DataContract', id: `${row.unit_id}.${code}`, name: row.name, version: `${row.version}.0.0`, status: row.withdrawn_at === null ? 'active' : 'retired', domain: row.theme, tenant: unit, dataProduct: row.name, contractCreatedTs: row.effective_from.toISOString(),
    description: { purpose: row.summary, ...(row.share_condition === '' ? {} : { limitations: row.share_condition }), ...(row.share_basis === '' ? {} : { usage: row.share_basis }) },
    schema: [{ name: `r${code}`, businessName: row.name, logicalType: 'object', physicalType: row.format, dataGranularityDescription: keys.join(', '), properties }],
    slaProperties: fresh === undefined ? [] : [{ property: 'freshness', value: fresh[0], unit: fresh[1], element: `r${code}`, driver: 'regulatory' }],
    team: { name: row.unit_id, description: unit },
    roles: row.share === 'forbidden' ? [] : [{ role: 'exchange.grant', access: 'read', description: row.share_condition || row.share, ...(row.share === 'unconditional' ? {} : { firstLevelApprovers: row.unit_id }) }],
    servers: row.modes.map((mode) => ({ server: mode, type: 'api', location: `${origin}${paths[mode]}` })),
    customProperties: [{ property: 'share', value: row.share }, { property: 'open', value: row.open }, { property: 'grade', value: row.grade }, { property: 'level', value: row.level }, { property: 'personal', value: row.personal }, { property: 'derivedFrom', value: row.derived_from.join(' ') }],
  }
}
