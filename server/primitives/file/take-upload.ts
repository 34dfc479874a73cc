import type { FastifyRequest } from 'fastify'
import { invalid } from '#base/errors'

/** The bytes of the one picture that a form holds; its name and its header are not looked at. 接收上传 */
export async function takeUpload(request: FastifyRequest, limit: number): Promise<Buffer> {
  if (!request.isMultipart()) throw invalid('file.not_a_form')
  try {
    const part = await request.file({ limits: { fileSize: limit, files: 1, fields: 0, parts: 1 } })
    if (!part) throw invalid('file.empty')
    return await part.toBuffer()
  } catch (error) {
    // the parser says with a status what was too large; all else that it throws is a form that is none
    throw 'statusCode' in (error as object) || 'status' in (error as object) ? error : invalid('file.not_a_form')
  }
}
