import { createReadStream } from 'node:fs'
import type { Http } from '#base/http'
import { FileOfDataset, FileQuery, type Format } from '../contract.ts'
import { requirePublished } from '../dataset/require-dataset.ts'
import { noteUse } from '../use/count-use.ts'
import { copyOfVersion, pathOfCopy } from './make-copies.ts'
import { partOf } from './part-of.ts'

const types: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', parquet: 'application/vnd.apache.parquet',
}

/** Files to download: with their hash as ETag, in parts when asked, each new download counted. */
export function copyRoutes(http: Http): void {
  http.get('/open-data/datasets/:name/files/:format', {
    config: { may: 'public', example: { params: { name: 'divisions', format: 'csv' } }, rateLimit: { max: 120, timeWindow: 60_000 } },
    schema: { params: FileOfDataset, querystring: FileQuery },
  }, async (request, reply) => {
    const { name, format } = request.params
    const { dataset, version } = await request.read((deed) => requirePublished(deed, name, request.query.version))
    const { sha256, bytes } = await copyOfVersion(request, version, format)
    const tag = `"${sha256.toString('hex')}"`
    void reply.headers({ etag: tag, 'accept-ranges': 'bytes', 'cache-control': 'public, max-age=300', 'x-content-sha256': sha256.toString('hex') })
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    const part = partOf(request.headers.range, String(request.headers['if-range'] ?? tag), tag, bytes)
    if (part === 'beyond') return reply.code(416).header('content-range', `bytes */${bytes}`).send()
    if (!part || part.from === 0) await request.read((deed) => noteUse(deed, dataset.id, format))
    void reply.headers({ 'content-type': types[format], 'content-disposition': `attachment; filename="${name}-v${version.number}.${format}"`, 'content-length': part ? part.to - part.from + 1 : bytes })
    if (part) void reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${bytes}`)
    return reply.send(createReadStream(pathOfCopy(sha256), part ? { start: part.from, end: part.to } : {}))
  })
}
