import { randomUUIDv7 } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict, tooMany } from '#base/errors'
import { filesHere } from './files-here.ts'
import type { StoredImage } from './store-image.ts'
import { file } from './tables.ts'

export const uploaderOf = ({ actor }: Deed): string => `${actor.kind}:${actor.id}`

/** Puts a stored picture on record, as its uploader's and nobody else's until a part refers to it. The same id twice is the same file. 登记文件 */
export async function keepFile(deed: Deed, image: StoredImage, id: string = randomUUIDv7()): Promise<{ id: string }> {
  const db = file(deed.tx)
  const uploader = uploaderOf(deed)
  const made = await db.insertInto('file.file').values({ id, uploader, uploaded_at: deed.now, position: 0 } as never).onConflict((row) => row.column('id').doNothing()).returning('id').executeTakeFirst()
  if (!made) {
    const earlier = await db.selectFrom('file.file').select('uploader').where('id', '=', id).executeTakeFirst()
    if (earlier?.uploader !== uploader) throw conflict('file.id_taken')
    return { id }
  }
  await db.insertInto('file.copy').values(image.copies.map((copy) => ({ file_id: id, ...copy }))).execute()
  if (deed.actor.kind !== 'anonymous') {
    const { limits } = filesHere()
    const loose = await db.selectFrom('file.file').select('id').where('uploader', '=', uploader).where('home', 'is', null).limit(limits.unattached + 1).execute()
    if (loose.length > limits.unattached) throw tooMany('file.too_many_loose', { limit: limits.unattached })
  }
  return { id }
}
