import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { drawPaper } from '#base/paper'
import { judgeDocument } from './judge-document.ts'

const limits = { bytes: 1_000_000 }
const document = (...objects: (string | Buffer)[]) => Buffer.concat([Buffer.from('%PDF-1.7\n'), ...objects.flatMap((one, at) => [Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(one), Buffer.from('\nendobj\n')]), Buffer.from('trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')])
const page = '<< /Type /Catalog /Pages 2 0 R >>'
const packed = (text: string, dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', bytes = deflateSync(Buffer.from(text))) => Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\r\n`), bytes, Buffer.from('\nendstream')])
const script = '5 0 << /S /JavaScript /JS (app.alert(1)) >>'
const code = (bytes: Buffer) => { try { judgeDocument(bytes, limits); return 'taken' } catch (error) { return (error as { code: string }).code } }

describe('a PDF is judged by what it is and holds', () => {
  test.each<[string, Buffer, string]>([
    ['plain pages', document(page), 'taken'],
    ['objects packed as writers pack them', document(page, packed('5 0 << /Type /Page >>')), 'taken'],
    ['a picture that packs like noise', document(page, packed('', '/Subtype /Image /Filter /DCTDecode', Buffer.from('ffd8ffe0001122334455', 'hex'))), 'taken'],
    ['a web page by another name', Buffer.from('<html>%PDF-1.7 %%EOF'), 'file.document_damaged'],
    ['half of it', document(page).subarray(0, 40), 'file.document_damaged'],
    ['too much', Buffer.concat([document(page), Buffer.alloc(1_000_001)]), 'file.too_large'],
    ['locked', document(page, '<< /Encrypt 3 0 R >>'), 'file.document_locked'],
    ['a script', document(page, script), 'file.document_active'],
    ['a script whose name is disguised', document(page, '<< /S /J#61va#53cript >>'), 'file.document_active'],
    ['a script among packed objects', document(page, packed(script)), 'file.document_active'],
    ['the same behind a long dictionary', document(page, packed(script, `/Type /ObjStm /First 4 /Filter /FlateDecode /X (${'x obj '.repeat(2000)})`)), 'file.document_active'],
    ['packed in another way', document(page, packed('', '/Type /ObjStm /First 4 /Filter /ASCII85Decode', Buffer.from('87cUR~>'))), 'file.document_locked'],
    ['so much packed that nobody looks', document(page, packed(' '.repeat(5_000_000) + script)), 'file.document_locked'],
    ['the same, and the dictionary says that an object begins', document(page, packed('', '/Type /ObjStm /First 4 /Filter /ASCII85Decode /X (obj)', Buffer.from('87cUR~>'))), 'file.document_locked'],
    ['a dictionary that each reader ends elsewhere', document(page, packed(script, '/Type /ObjStm /First 4 /X endobj /Filter /FlateDecode')), 'file.document_locked'],
    ['packed twice', document(page, packed('', undefined, deflateSync(deflateSync(Buffer.from(script))))), 'file.document_locked'],
    ['packed with a sum that is wrong, which readers overlook', document(page, packed('', undefined, Buffer.concat([deflateSync(Buffer.from(script)).subarray(0, -4), Buffer.alloc(4)]))), 'file.document_locked'],
    ['a script behind a dictionary with strings, lists and remarks', document(page, packed(script, '/Type /ObjStm /First 4 /X [(a \\) >> (b)) <3e>> % >> stream\n] /Filter /FlateDecode')), 'file.document_active'],
    ['bookmarks', document(page, '<< /Type /Outlines /First 3 0 R /Last 4 0 R >>'), 'taken'],
    ['so many words that looking at each takes hours', document(page, packed('', '/X 1', Buffer.from('stream'.repeat(150_000)))), 'taken'],
    ['a program to start', document(page, '<< /S /Launch /F (cmd.exe) >>'), 'file.document_active'],
    ['another file inside', document(page, '<< /Type /EmbeddedFile >>'), 'file.document_active'],
  ])('%s', (_, bytes, says) => expect(code(bytes)).toBe(says))

  test('our own letters would be taken', async () => expect(code(await drawPaper({ content: [{ text: '户口簿' }, { qr: 'x' }] }))).toBe('taken'))
})
