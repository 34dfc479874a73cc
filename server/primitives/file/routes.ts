import { Type } from 'typebox'
import type { Http } from '#base/http'
import { FileId, UploadedFile, UploadQuery } from './contract.ts'
import { filesHere } from './files-here.ts'
import { copyOf, fileFor } from './find-files.ts'
import { keepFile } from './keep-file.ts'
import { sendCopy } from './send-copy.ts'
import { storeImage } from './store-image.ts'
import { takeUpload } from './take-upload.ts'

export async function routes(http: Http): Promise<void> {
  // A form with one part, the picture. Anonymous reporters upload too, so the address is limited instead of the person.
  http.post('/files', {
    config: { may: 'public', idempotency: 'none', example: { headers: { 'content-type': 'multipart/form-data' } }, rateLimit: { max: 60, timeWindow: '1 minute' } },
    schema: { querystring: UploadQuery, response: { 201: UploadedFile } },
  }, async (request) => {
    const stored = await storeImage(await takeUpload(request, filesHere().limits.bytes))
    return await request.perform((deed) => keepFile(deed, stored, request.query.id))
  })

  // Only what was published; every other picture is served by the part that it belongs to.
  http.get('/files/:fileId', {
    config: { may: 'public', example: { params: { fileId: '01920000-0000-7000-8000-000000000000' } } }, schema: { params: FileId, response: { 200: Type.Any() } },
  }, async (request, reply) => sendCopy(reply, copyOf(await request.read((deed) => fileFor(deed, request.params.fileId)), 'public')))
}
