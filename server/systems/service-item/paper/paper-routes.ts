import { createHash } from 'node:crypto'
import type { Http } from '#base/http'
import { canonicalJson } from '#base/crypto'
import { FormOfVersion, ItemId } from '../contract.ts'
import { drawPaperForm } from './draw-paper-form.ts'
import { paperForm, type PaperForm } from './paper-form.ts'

type Drawn = Readonly<{ bytes: Buffer; tag: string }>
const MOST = 40
const drawn = new Map<string, Promise<Drawn>>()

/** Drawn once, however many ask for it; the oldest goes when there are too many. */
function drawOnce(paper: PaperForm, origin: string): Promise<Drawn> {
  const key = createHash('sha256').update(canonicalJson({ ...paper, form: { ...paper.form, schema: null }, origin })).digest('base64url')
  const known = drawn.get(key)
  if (known) return known
  const drawing = drawPaperForm(paper, origin).then((bytes) => ({ bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` }))
  drawing.catch(() => drawn.delete(key))
  drawn.set(key, drawing)
  if (drawn.size > MOST) drawn.delete(drawn.keys().next().value!)
  return drawing
}

/** The form of an item on paper, for whoever has no device or would rather write. */
export function paperRoutes(http: Http): void {
  http.get('/service-item/items/:code/form.pdf', {
    config: { may: 'public', example: { params: { code: 'old-age-allowance' }, query: { version: 1 } }, rateLimit: { max: 60, timeWindow: 60_000 } },
    schema: { params: ItemId, querystring: FormOfVersion },
  }, async (request, reply) => {
    const paper = await request.read((deed) => paperForm(deed, request.params.code, request.query.version))
    const { bytes, tag } = await drawOnce(paper, `${request.protocol}://${request.host}`)
    void reply.headers({ etag: tag, 'cache-control': 'public, max-age=300', vary: 'host' })
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    return reply.type('application/pdf').header('content-disposition', `inline; filename="${paper.item}-${paper.version}.pdf"`).send(bytes)
  })
}
