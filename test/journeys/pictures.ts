import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** A form with one picture, as a phone sends it. */
export async function jpeg(): Promise<{ payload: Buffer; headers: Record<string, string> }> {
  const picture = await sharp(randomBytes(64 * 48 * 3), { raw: { width: 64, height: 48, channels: 3 } }).jpeg().toBuffer()
  const boundary = `haihe${randomBytes(8).toString('hex')}`
  return {
    payload: Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`), picture, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
