import { api, newIntent } from '../../../base/api/api.ts'
import { serverNow } from '../../../base/clock/use-clock.ts'
import type { Photo } from '../../../base/ui/photos.ts'
import type { ReportDraft, Reported } from './report-types.ts'

/** Sends a picture under the id made on the device: sent twice it is one file (传照片). */
export const sendPhoto = async (photo: Pick<Photo, 'id' | 'blob'>): Promise<string> => {
  const form = new FormData()
  form.append('file', photo.blob, 'photo.jpg')
  return (await api.upload<{ id: string }>('/files', form, { query: { id: photo.id } })).id
}

const photosOf = async (photos: readonly Photo[]): Promise<string[]> => {
  const ids: string[] = []
  for (const photo of photos) ids.push(await sendPhoto(photo))
  return ids
}

/** Reports under one's name or without; tries again and again mean one incident (交上去). */
export const sendReport = async (draft: ReportDraft): Promise<Reported> => {
  const photos = await photosOf(draft.photos)
  const here = draft.place?.here
  const body = {
    id: draft.id, words: draft.words.trim(), divisionCode: draft.place?.division.code, itemCode: draft.itemCode, placeWords: draft.placeWords.trim(), photos,
    coordinates: here == null ? null : { longitude: here.longitude, latitude: here.latitude, crs: 'WGS84' }, capturedAt: serverNow().toISOString(),
    ...draft.contact.trim() === '' ? {} : { contact: draft.contact.trim() },
  }
  return api.post<Reported>(draft.named ? '/governance/incidents' : '/governance/anonymous-incidents', body, { intent: newIntent(draft.id) })
}

/** Joins what a neighbour has reported; told of progress like the first (算我一个). */
export const sendJoin = async (draft: ReportDraft, incidentId: string): Promise<Reported> => {
  const photos = await photosOf(draft.photos)
  const body = { id: draft.id, words: draft.words.trim(), photos, ...draft.contact.trim() === '' ? {} : { contact: draft.contact.trim() } }
  const joined = await api.post<{ incidentId: string, number: string, token: string | null }>(`/governance/incidents/${incidentId}/join`, body, { intent: newIntent(draft.id) })
  return { id: joined.incidentId, number: joined.number, token: joined.token }
}
