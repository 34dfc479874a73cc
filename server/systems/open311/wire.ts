import { XMLBuilder } from 'fast-xml-parser'
import type { FastifyReply } from 'fastify'

export type Format = 'json' | 'xml'
export const formats: readonly Format[] = ['json', 'xml']
type Fields = Readonly<Record<string, unknown>>

const xml = new XMLBuilder({ format: false, suppressEmptyNode: true })

/** A list as GeoReport v2 writes it: an array in JSON, <requests><request>… in XML. */
export function sendList(reply: FastifyReply, format: Format, names: readonly [list: string, one: string], rows: readonly Fields[]): FastifyReply {
  if (format === 'json') return send(reply, format, JSON.stringify(rows))
  return send(reply, format, build({ [names[0]]: rows.length === 0 ? '' : { [names[1]]: rows } }))
}

/** One thing that is no list: a service definition, the discovery document. */
export const sendOne = (reply: FastifyReply, format: Format, name: string, fields: Fields): FastifyReply =>
  send(reply, format, format === 'json' ? JSON.stringify(fields) : build({ [name]: fields }))

const build = (tree: object): string => `<?xml version="1.0" encoding="utf-8"?>${xml.build(tree) as string}`
const send = (reply: FastifyReply, format: Format, body: string): FastifyReply =>
  reply.type(format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8').serializer((text: string) => text).send(body)

/** A form's fields; a name that occurs twice keeps its last value. */
export const formOf = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
