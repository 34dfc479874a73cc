import { api, newIntent } from '../../../base/api/api.ts'
import type { Content } from '../../../base/offline/draft-store.ts'
import type { OutboxItem } from '../../../base/offline/outbox.ts'
import { registerSender } from '../../../base/offline/use-outbox.ts'
import { sendPhoto } from '../report/send-report.ts'
import type { FieldBody, StepBody } from './field-form.ts'

const sendPhotos = async (photos: readonly Blob[], ids: readonly string[]): Promise<string[]> => {
  const sent: string[] = []
  for (const [at, blob] of photos.entries()) sent.push(await sendPhoto({ id: ids[at] ?? '', blob }))
  return sent
}

const report = async (item: OutboxItem, body: FieldBody, photos: readonly string[]): Promise<void> => {
  await api.post('/governance/incidents', {
    id: item.id, words: body.words.trim(), divisionCode: body.place?.code, itemCode: body.itemCode, placeWords: body.placeWords.trim(), photos,
    coordinates: body.here === null ? null : { longitude: body.here.longitude, latitude: body.here.latitude, crs: 'WGS84' }, capturedAt: item.capturedAt,
  }, { intent: newIntent(item.id) })
}

/** Sent twice is one: the incident and every photo bear ids made on the phone, each step the key of its record (补发). */
registerSender('incident', async (item, { body, photos }) => {
  const form = body as FieldBody
  await report(item, form, await sendPhotos(photos, form.ids))
})

registerSender('mend', async (item, { body, photos }) => {
  const form = body as FieldBody
  const ids = await sendPhotos(photos, form.ids)
  await report(item, form, ids.slice(0, form.before))
  await api.post(`/governance/incidents/${item.id}/mend`, { evidence: ids.slice(form.before), ...form.note.trim() === '' ? {} : { note: form.note.trim() } }, { intent: newIntent(`${item.id}.mend`) })
})

registerSender('step', async (item: OutboxItem, { body: told, photos }: Content) => {
  const { incidentId, action, body, ids } = told as StepBody
  const evidence = await sendPhotos(photos, ids)
  await api.post(`/governance/incidents/${incidentId}/${action.replaceAll('_', '-')}`, { ...body, ...evidence.length === 0 ? {} : { evidence } }, { intent: newIntent(item.id) })
})

registerSender('complaint', async (item, { body }) => {
  await api.post('/governance/complaints', { id: item.id, words: (body as { words: string }).words }, { intent: newIntent(item.id) })
})
