#!/usr/bin/env node
/*
 * Checks the receipt of a delivery without a network, a database or any package: Node 18 or newer and this one file. 核对交付回执
 *
 *   node verify-receipt.mjs RECEIPT.json [DATA] --key VERIFIER-KEY
 *
 * DATA is what was fetched (.ndjson), or the file that was put into the unit's folder (.csv, .xlsx), whose receipt lies beside it: its rows are written anew as they were given, and must have the same hashes.
 * The verifier key is the ledger's Ed25519 key as it is published ('<name>+<id>+<base64>', at /ledger and on the public ledger page): get it from somebody you trust, not with the receipt.
 * It is checked that the data are those of the manifest, chunk by chunk; that the manifest is what the leaf says; that the leaf is the entry; that the entry stands in the tree; that the tree's root is the
 * checkpoint's; and that the key signed the checkpoint. Ends with 0 when all of it holds, else with 1 and the first thing that does not.
 * Hashes as in RFC 6962 (SHA-256, 0x00 before a leaf, 0x01 before a node), checkpoints as C2SP tlog-checkpoint and signed-note.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

const SALT = 32
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leafHash = (entry) => sha256(Buffer.of(0), entry)
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)
const fail = (words) => { throw new Error(words) }
const canonical = (value) => Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : value !== null && typeof value === 'object' ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}` : JSON.stringify(value)

/** The rows of a file that was put into a folder, as the lines that were given: by the receipt's columns, in which nothing can be changed without another hash. */
function linesOf(data, { format, columns }) {
  const [headings, ...rows] = format === 'xlsx' ? sheetRows(data, columns.length) : csvRows(data.toString('utf8').replace(/^\ufeff/, ''))
  if (headings?.length !== columns.length || columns.some(({ name }, at) => headings[at] !== name)) fail('the headings of the file are not those of its receipt')
  const valueOf = (type, text) => text === null ? null : type === 'integer' ? Number(text) : type === 'boolean' ? text === 'true' : text
  return Buffer.from(rows.map((row) => {
    if (row.length !== columns.length) fail('a row of the file has more or fewer cells than its headings')
    return `${canonical(Object.fromEntries(columns.map(({ field, type }, at) => [field, valueOf(type, row[at])])))}\n`
  }).join(''))
}

/** Nothing is null, "" an empty text; one ' before what looks like a formula was put there by the writer. */
function csvRows(text) {
  const [rows, cell] = [[], /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y]
  for (let row = []; cell.lastIndex < text.length;) {
    const found = cell.exec(text)
    if (!found) fail('the CSV is not as it was written')
    const [, quoted, bare, end] = found
    const value = quoted === undefined ? bare || null : quoted.replaceAll('""', '"')
    row.push(value !== null && /^'+[=+\-@\t\r\n]/.test(value) ? value.slice(1) : value)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

/** The first sheet out of the zip; a cell that is not there is null. */
function sheetRows(data, width) {
  const end = data.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = end === -1 ? fail('the file is no Excel file') : data.readUInt32LE(end + 16)
  for (;; at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32)) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== 0x02014b50) fail('the file has no sheet')
    if (data.toString('utf8', at + 46, at + 46 + data.readUInt16LE(at + 28)) === 'xl/worksheets/sheet1.xml') break
  }
  const local = data.readUInt32LE(at + 42)
  const from = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28)
  const xml = inflateRawSync(data.subarray(from, from + data.readUInt32LE(at + 20))).toString('utf8')
  const plain = (text) => text.replace(/&(?:#x([0-9a-f]+)|lt|gt|quot|apos|amp);/gi, (one, code) => code ? String.fromCodePoint(parseInt(code, 16)) : { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }[one])
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, cells]) => {
    const row = Array(width).fill(null)
    for (const [, letters, value] of cells.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<v>(.*?)<\/v>)?<\/c>/gs)) if (value !== undefined) row[[...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1] = plain(value)
    return row
  })
}

/** Splits the bytes of the data into the manifest's chunks and compares each hash. */
function checkData(data, chunks) {
  let from = 0
  for (const [at, { rows, sha256: told }] of chunks.entries()) {
    let to = from
    for (let row = 0; row < rows; row++) {
      const end = data.indexOf(10, to)
      if (end === -1) fail(`the data end in chunk ${at + 1}`)
      to = end + 1
    }
    if (sha256(data.subarray(from, to)).toString('hex') !== told) fail(`chunk ${at + 1} of the data is not what was delivered`)
    from = to
  }
  if (from !== data.length) fail('there are more data than were delivered')
}

/** RFC 9162, section 2.1.3.2: the root to which a leaf and its path lead. */
function rootOf(path, leaf, index, size) {
  if (!(index >= 0 && index < size)) fail('the leaf lies outside the tree')
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of path) {
    if (sibling.length !== 32 || last === 0) fail('the path is malformed')
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) { at = Math.floor(at / 2); last = Math.floor(last / 2) }
    } else hash = nodeHash(hash, sibling)
    at = Math.floor(at / 2); last = Math.floor(last / 2)
  }
  if (last !== 0) fail('the path is too short')
  return hash
}

/** The checkpoint's size and root, when the key signed it. */
function openCheckpoint(note, published) {
  const [name, id, ...rest] = published.split('+')
  const typed = Buffer.from(rest.join('+'), 'base64')
  if (typed.length !== 33 || typed[0] !== 1) fail('the key is no Ed25519 verifier key')
  if (sha256(`${name}\n`, typed).subarray(0, 4).toString('hex') !== id) fail('the key and its id do not belong together')
  const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)]), format: 'der', type: 'spki' })
  const cut = note.lastIndexOf('\n\n')
  const text = note.slice(0, cut + 1)
  const line = note.slice(cut + 2).split('\n').map((one) => /^— (\S+) (\S+)$/u.exec(one)).find((one) => one?.[1] === name && Buffer.from(one[2], 'base64').subarray(0, 4).toString('hex') === id)
  if (cut < 0 || !line) fail('the checkpoint is not signed by this key')
  if (!verify(null, Buffer.from(text), key, Buffer.from(line[2], 'base64').subarray(4))) fail('the signature on the checkpoint is wrong')
  const [origin, size, root] = text.split('\n')
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') }
}

function check(receipt, data, key) {
  if (receipt.format !== 'haihe-receipt/1') fail('this is no receipt that I know')
  const { manifest, leaf, proof } = receipt
  if (manifest.rows !== manifest.chunks.reduce((sum, { rows }) => sum + rows, 0)) fail('the manifest does not add up')
  if (data) checkData(receipt.file ? linesOf(data, receipt.file) : data, manifest.chunks)
  const opened = Buffer.from(leaf, 'base64')
  const content = JSON.parse(opened.toString('utf8', SALT))
  if (content.kind !== 'exchange.delivered' || canonical(content.detail) !== canonical(manifest)) fail('the manifest is not what the ledger holds')
  const checkpoint = openCheckpoint(proof.checkpoint, key)
  if (checkpoint.size !== proof.treeSize) fail('proof and checkpoint are of different trees')
  if (!rootOf(proof.path.map((hash) => Buffer.from(hash, 'base64')), leafHash(sha256(opened)), proof.leafIndex, proof.treeSize).equals(checkpoint.root)) fail('the entry does not stand in the ledger')
  return { content, checkpoint }
}

const given = process.argv.slice(2)
const at = given.indexOf('--key')
const [key] = at === -1 ? [] : given.splice(at, 2).slice(1)
const [file, dataFile] = given
if (!file || !key) {
  console.error('node verify-receipt.mjs RECEIPT.json [DATA] --key VERIFIER-KEY')
  process.exit(2)
}
try {
  const receipt = JSON.parse(readFileSync(file, 'utf8'))
  const { content, checkpoint } = check(receipt, dataFile && readFileSync(dataFile), key)
  const { manifest } = receipt
  console.log(`${manifest.rows} rows of ${manifest.resource} (version ${manifest.version}) went from ${manifest.source} to ${manifest.unit} on ${content.at}, for: ${manifest.purpose}`)
  console.log(dataFile ? `All ${manifest.chunks.length} chunks of the data are those that were delivered.` : 'The data were not given, so they were not checked.')
  console.log(`It is entry ${receipt.proof.leafIndex} of ${checkpoint.size} in ${checkpoint.origin}, signed by ${key.split('+')[0]}.`)
} catch (error) {
  console.error(`NOT GOOD: ${error.message}`)
  process.exit(1)
}
