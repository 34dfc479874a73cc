import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { cityOf, divisionsUnder, divisionLine } from '#primitives/place'
import { catalogue, type Item } from '#systems/governance'

/** Refuses another jurisdiction than this city; leaving it out is this city. */
export async function requireJurisdiction(deed: Deed, jurisdiction: string | undefined): Promise<void> {
  if (jurisdiction !== undefined && jurisdiction !== '' && jurisdiction !== (await cityOf(deed)).code) throw notFound('open311.jurisdiction_unknown')
}

/** Items that anyone may report and see. 服务列表 */
export async function findServices(deed: Deed): Promise<object[]> {
  return (await catalogue(deed)).live.filter((item) => item.public).map((item) => ({
    service_code: item.code, service_name: item.name, description: item.words.slice(0, 5).join('；'), metadata: true, type: 'realtime', keywords: item.words.join(','), group: item.class,
  }))
}

/** The item behind a service code; only public ones are services. */
export async function requireService(deed: Deed, code: string): Promise<Item> {
  const item = (await catalogue(deed)).byCode.get(code)
  if (!item?.public || item.retired) throw notFound('open311.service_unknown')
  return item
}

/** One attribute: street or town, for reporters who know it; the point gives only the district. 服务定义 */
export async function serviceDefinition(deed: Deed, code: string): Promise<{ service_code: string; attributes: object[] }> {
  const item = await requireService(deed, code)
  const streets = await divisionsUnder(deed, '', ['street'])
  const values = await Promise.all(streets.map(async (street) => ({ key: street.code, name: (await divisionLine(deed, street.path)).map((one) => one.name).join(' ') })))
  return {
    service_code: item.code,
    attributes: [{
      variable: true, code: 'division', datatype: 'singlevaluelist', required: false, order: 1, datatype_description: '街道、镇 Street or town',
      description: '所在街道（镇）；不选则按坐标确定区 Street or town; left out, the point gives the district', values,
    }],
  }
}
