import { DataFactory, type Quad, type Quad_Object } from 'n3'
import type { Deed } from '#base/deed'
import { findUnits } from '#primitives/party'
import { sql } from 'kysely'
import { formats, openPackages, type Row } from '../ckan/packages.ts'
import type { ChangeDataset } from '../contract.ts'
import { openSettings } from '../open-settings.ts'
import type { Settings } from '../tables.ts'

const { namedNode, literal, quad } = DataFactory
export const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', dcatap: 'http://data.europa.eu/r5r/', foaf: 'http://xmlns.com/foaf/0.1/', skos: 'http://www.w3.org/2004/02/skos/core#', spdx: 'http://spdx.org/rdf/terms#', xsd: 'http://www.w3.org/2001/XMLSchema#', hydra: 'http://www.w3.org/ns/hydra/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#', adms: 'http://www.w3.org/ns/adms#',
} as const
const EU = 'http://publications.europa.eu/resource/authority'
const frequency: Readonly<Record<ChangeDataset['cycle'], string>> = { realtime: 'UPDATE_CONT', daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY', quarterly: 'QUARTERLY', yearly: 'ANNUAL', once: 'NEVER' }
const files = { csv: ['CSV', 'text/csv'], json: ['JSON', 'application/json'], xlsx: ['XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], parquet: ['PARQUET', 'application/vnd.apache.parquet'] } as const
const PAGE = 100

/** `dct:title` and the like as an IRI. */
export const iri = (short: string): string => { const [prefix, name] = short.split(':') as [keyof typeof prefixes, string]; return prefixes[prefix] + name }

/** Says things about a subject, one after another. */
function about(quads: Quad[], subject: string, type: string) {
  const add = (predicate: string, object: Quad_Object) => { quads.push(quad(namedNode(subject), namedNode(iri(predicate)), object)); return said }
  const said = {
    node: (predicate: string, object: string) => add(predicate, namedNode(object)),
    text: (predicate: string, words: string, language?: string) => add(predicate, language ? literal(words, language) : literal(words)),
    value: (predicate: string, words: string, datatype: string) => add(predicate, literal(words, namedNode(iri(datatype)))),
  }
  said.node('rdf:type', iri(type))
  return said
}

/** The catalogue of open data as DCAT-AP 3, a page of datasets at a time; Turtle and JSON-LD are written from this one graph. 数据目录 */
export async function catalogueGraph(deed: Deed, origin: string, page: number): Promise<Quad[]> {
  const rows = await openPackages(deed, [], { order: sql`d.renewed_at desc, d.id`, limit: PAGE, offset: (page - 1) * PAGE })
  const settings = await openSettings(deed)
  const units = await findUnits(deed, rows.map(({ unit_id }) => unit_id))
  const [quads, address, api]: [Quad[], string, string] = [[], `${origin}/catalog`, `${origin}/api/3/action/datastore_search`]
  const publisher = `${origin}/open-data/counts#publisher`
  const catalogue = about(quads, address, 'dcat:Catalog').text('dct:title', settings.title, 'zh').text('dct:title', settings.title_en, 'en').text('dct:description', settings.description, 'zh').text('dct:description', settings.description_en, 'en')
    .node('dct:publisher', publisher).node('foaf:homepage', `${origin}/data`).node('dct:language', `${EU}/language/ZHO`).node('dcat:service', api)
  about(quads, publisher, 'foaf:Agent').text('foaf:name', settings.publisher, 'zh')
  about(quads, `${origin}/data`, 'foaf:Document')
  about(quads, `${EU}/language/ZHO`, 'dct:LinguisticSystem')
  about(quads, api, 'dcat:DataService').text('dct:title', 'CKAN Action API: datastore_search', 'en').node('dcat:endpointURL', api).node('dcat:endpointDescription', `${origin}/openapi.json`)
  describePages(quads, address, origin, page, rows[0]?.total ?? 0)
  for (const licence of settings.licences) about(quads, licenceIri(origin, licence), 'dct:LicenseDocument').text('dct:title', licence.name, 'zh').text('dct:title', licence.name_en, 'en').text('rdfs:label', licence.text, 'zh')
  for (const theme of new Set(rows.map((row) => row.theme))) { catalogue.node('dcat:themeTaxonomy', `${origin}/catalog#themes`); about(quads, themeIri(origin, theme), 'skos:Concept').text('skos:prefLabel', theme, 'zh').node('skos:inScheme', `${origin}/catalog#themes`) }
  if (rows.length > 0) about(quads, `${origin}/catalog#themes`, 'skos:ConceptScheme').text('dct:title', settings.title, 'zh')
  for (const unit of new Set(rows.map(({ unit_id }) => unit_id))) about(quads, unitIri(origin, unit), 'foaf:Agent').text('foaf:name', units.get(unit)?.name ?? unit, 'zh')
  for (const cycle of new Set(rows.map((row) => row.cycle))) about(quads, `${EU}/frequency/${frequency[cycle]}`, 'dct:Frequency')
  for (const format of formats) { about(quads, `${EU}/file-type/${files[format][0]}`, 'dct:MediaTypeOrExtent'); about(quads, mediaIri(format), 'dct:MediaType') }
  about(quads, `${EU}/access-right/PUBLIC`, 'dct:RightsStatement')
  for (const row of rows) {
    catalogue.node('dcat:dataset', `${origin}/open-data/datasets/${row.name}`)
    describeDataset(quads, row, origin, settings)
  }
  return distinct(quads)
}

function describePages(quads: Quad[], address: string, origin: string, page: number, total: number): void {
  const last = Math.max(1, Math.ceil(total / PAGE))
  const at = (n: number): string => `${origin}/catalog.jsonld?page=${n}`
  const view = about(quads, at(page), 'hydra:PartialCollectionView').value('hydra:totalItems', String(total), 'xsd:integer').node('hydra:first', at(1)).node('hydra:last', at(last)).node('dct:isPartOf', address)
  if (page > 1) view.node('hydra:previous', at(page - 1))
  if (page < last) view.node('hydra:next', at(page + 1))
}

function describeDataset(quads: Quad[], row: Row, origin: string, { licences }: Settings): void {
  const address = `${origin}/open-data/datasets/${row.name}`
  const licence = licences.find(({ code }) => code === row.licence)!
  const dataset = about(quads, address, 'dcat:Dataset').text('dct:title', row.title, 'zh').text('dct:description', row.summary, 'zh').text('dct:identifier', row.id).node('dct:publisher', unitIri(origin, row.unit_id)).node('dcat:theme', themeIri(origin, row.theme))
    .node('dct:accrualPeriodicity', `${EU}/frequency/${frequency[row.cycle]}`).node('dct:accessRights', `${EU}/access-right/PUBLIC`).node('dcat:landingPage', `${origin}/data/${row.name}`).text('dcat:version', String(row.version))
    .value('dct:issued', row.created_at.toISOString(), 'xsd:dateTime').value('dct:modified', row.renewed_at!.toISOString(), 'xsd:dateTime')
  about(quads, `${origin}/data/${row.name}`, 'foaf:Document')
  for (const tag of row.tags) dataset.text('dcat:keyword', tag, 'zh')
  for (const format of formats) {
    const file = `${address}/files/${format}`
    dataset.node('dcat:distribution', file)
    const copy = row.copies?.[format]
    const said = about(quads, file, 'dcat:Distribution').text('dct:title', `${row.title}（${format.toUpperCase()}）`, 'zh').node('dcat:accessURL', file).node('dcat:downloadURL', file).node('dct:license', licenceIri(origin, licence)).node('dct:format', `${EU}/file-type/${files[format][0]}`).node('dcat:mediaType', mediaIri(format))
      .value('dct:modified', row.renewed_at!.toISOString(), 'xsd:dateTime')
    if (format === 'csv') said.node('dcat:accessService', `${origin}/api/3/action/datastore_search`)
    if (!copy) continue
    said.value('dcat:byteSize', String(copy.bytes), 'xsd:nonNegativeInteger').node('spdx:checksum', `${file}#sha256`)
    about(quads, `${file}#sha256`, 'spdx:Checksum').node('spdx:algorithm', iri('spdx:checksumAlgorithm_sha256')).value('spdx:checksumValue', copy.sha256, 'xsd:hexBinary')
    about(quads, iri('spdx:checksumAlgorithm_sha256'), 'spdx:ChecksumAlgorithm')
  }
  about(quads, `${origin}/api/3/action/datastore_search`, 'dcat:DataService').node('dcat:servesDataset', address)
  for (const documents of [file(address, 'csv'), file(address, 'json'), file(address, 'xlsx'), file(address, 'parquet')]) about(quads, documents, 'rdfs:Resource')
}

const file = (address: string, format: string): string => `${address}/files/${format}`
const unitIri = (origin: string, unit: string): string => `${origin}/open-data/datasets?unit=${unit}`
const themeIri = (origin: string, theme: string): string => `${origin}/open-data/datasets?theme=${encodeURIComponent(theme)}`
const licenceIri = (origin: string, { url, code }: Settings['licences'][number]): string => `${origin}${url}#${code}`
const mediaIri = (format: keyof typeof files): string => `https://www.iana.org/assignments/media-types/${files[format][1]}`

function distinct(quads: readonly Quad[]): Quad[] {
  const seen = new Map(quads.map((one) => [`${one.subject.value} ${one.predicate.value} ${one.object.termType} ${one.object.value} ${one.object.termType === 'Literal' ? `${one.object.language} ${one.object.datatype.value}` : ''}`, one]))
  return [...seen.values()]
}
