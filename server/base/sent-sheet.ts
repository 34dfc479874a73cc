import type { FastifyRequest } from 'fastify'
import { invalid } from './errors.ts'

/** The bytes of the one table file that a form brings, at most 5 MB where nothing else is said. 上传的表 */
export async function sentSheet(request: FastifyRequest, fileSize = 5_000_000): Promise<Buffer> {
  if (!request.isMultipart()) throw invalid('base.no_sheet')
  const part = await request.file({ limits: { fileSize, files: 1, fields: 0, parts: 1 } })
  if (!part) throw invalid('base.no_sheet')
  return part.toBuffer()
}
