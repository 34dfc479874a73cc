/** One stored block of a deflate stream (RFC 1951, section 3.2.4): all that we write. Signature, marks and ids do not compress; zlib makes a code no shorter and takes as long as the signing. */
export function storeBlock(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(bytes.length + 5)
  block[0] = 1
  block[1] = bytes.length & 255
  block[2] = bytes.length >> 8
  block[3] = ~bytes.length & 255
  block[4] = (~bytes.length >> 8) & 255
  block.set(bytes, 5)
  return block
}

/** What is in such a block; null for any other deflate stream, which the platform inflates. */
export function readStored(block: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  if (block[0] !== 1 || block.length < 5) return null
  const length = block[1]! | (block[2]! << 8)
  return length === block.length - 5 && (block[3]! | (block[4]! << 8)) === (~length & 0xffff) ? block.subarray(5) : null
}
