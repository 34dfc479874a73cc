import { Writer, type Quad } from 'n3'
import { iri, prefixes } from './catalogue-graph.ts'

/** The graph as Turtle. */
export const turtleOf = (quads: readonly Quad[]): Promise<string> => new Promise((done, fail) => {
  const writer = new Writer({ prefixes })
  writer.addQuads([...quads])
  writer.end((error: Error | null, text: string) => (error ? fail(error) : done(text)))
})

/** The same graph as JSON-LD, a node for each subject. */
export function jsonLdOf(quads: readonly Quad[]): object {
  const nodes = [...Map.groupBy(quads, ({ subject }) => subject.value)].map(([id, of]) => {
    const node: Record<string, unknown> = { '@id': id }
    for (const [predicate, own] of Map.groupBy(of, (one) => one.predicate.value)) {
      if (predicate === iri('rdf:type')) node['@type'] = own.map(({ object }) => short(object.value))
      else node[short(predicate)] = own.map(({ object }) => (object.termType === 'Literal' ? literalOf(object.value, object.language, object.datatype.value) : { '@id': object.value }))
    }
    return node
  })
  return { '@context': prefixes, '@graph': nodes }
}

const literalOf = (value: string, language: string, datatype: string): object => language ? { '@value': value, '@language': language } : datatype === iri('xsd:string') ? { '@value': value } : { '@value': value, '@type': short(datatype) }

function short(full: string): string {
  const found = Object.entries(prefixes).find(([, base]) => full.startsWith(base) && /^[A-Za-z_][\w-]*$/.test(full.slice(base.length)))
  return found ? `${found[0]}:${full.slice(found[1].length)}` : full
}
