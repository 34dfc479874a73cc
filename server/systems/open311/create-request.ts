import { randomUUIDv7 } from 'node:crypto'
import { may, type Deed } from '#base/deed'
import { forbidden, invalid } from '#base/errors'
import { actorByKey } from '#primitives/access'
import { cityOf, districtAt, findDivision, toWgs84 } from '#primitives/place'
import { reportIncident } from '#systems/governance'
import { requireService } from './find-services.ts'

type Form = Readonly<Record<string, string>>
type Coordinates = Readonly<{ longitude: number; latitude: number; crs: 'WGS84' }>

/** Takes a request in under a client's key: an incident like any other, public only after review. 开放接口上报 */
export async function createRequest(deed: Deed, form: Form): Promise<Record<string, string>> {
  const actor = may(deed.actor, 'open311.request.create') ? deed.actor : form.api_key ? await actorByKey(deed, form.api_key) : null
  if (!actor || !may(actor, 'open311.request.create')) throw forbidden('open311.key_refused')
  if (!form.service_code) throw invalid('open311.parameter_missing', { parameter: 'service_code' })
  const item = await requireService(deed, form.service_code)
  const coordinates = pointOf(form)
  if (!coordinates && !form.address_string && !form.address_id) throw invalid('open311.parameter_missing', { parameter: 'lat, long / address_string / address_id' })
  const words = [form.description, form.media_url && `附图 ${form.media_url}`].filter(Boolean).join('\n').slice(0, 2000)
  const made = await reportIncident({ ...deed, actor }, {
    id: randomUUIDv7(), words: words === '' ? item.name : words, itemCode: item.code, divisionCode: await divisionFor(deed, form, coordinates),
    ...(coordinates ? { coordinates } : {}), placeWords: (form.address_string ?? '').slice(0, 200), ...(contactOf(form) ? { contact: contactOf(form)! } : {}),
  }, 'open311')
  return { service_request_id: made.number, service_notice: '审核后公开 Public after review', ...(made.token ? { token: made.token } : {}), ...(form.account_id ? { account_id: form.account_id } : {}) }
}

function pointOf({ lat, long }: Form): Coordinates | null {
  if (lat === undefined && long === undefined) return null
  const [latitude, longitude] = [Number(lat), Number(long)]
  if (lat?.trim() === '' || long?.trim() === '' || !Number.isFinite(latitude) || !Number.isFinite(longitude)) throw invalid('open311.parameter_invalid', { parameter: 'lat, long' })
  return { latitude, longitude, crs: 'WGS84' }
}

/** Street as given (attribute[division] or address_id), else the district of the point, else the city, whose desk finds out. */
async function divisionFor(deed: Deed, form: Form, coordinates: Coordinates | null): Promise<string> {
  const named = form['attribute[division]'] ?? form.address_id
  if (named) {
    if (!(await findDivision(deed, named))) throw invalid('open311.parameter_invalid', { parameter: form['attribute[division]'] ? 'attribute[division]' : 'address_id' })
    return named
  }
  const district = coordinates ? await districtAt(deed, await toWgs84(deed, coordinates)) : null
  return district?.code ?? (await cityOf(deed)).code
}

const contactOf = (form: Form): string | null => {
  const contact = [form.first_name, form.last_name, form.phone, form.email].filter(Boolean).join(' ').slice(0, 60)
  return contact === '' ? null : contact
}
