export type Sealed = { iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer }

const aes = { name: 'AES-GCM', length: 256 } as const

/** The wrapping key comes from a secret that the server gives only to the person who logged in. */
export const wrappingKey = async (secret: Uint8Array<ArrayBuffer>, person: string): Promise<CryptoKey> => {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new TextEncoder().encode(person), info: new TextEncoder().encode('haihe drafts') }, material, aes, false, ['wrapKey', 'unwrapKey'])
}

/** A new key for drafts, leaving only wrapped (草稿密钥). */
export const makeDraftKey = async (wrapping: CryptoKey): Promise<Sealed> => {
  const key = await crypto.subtle.generateKey(aes, true, ['encrypt', 'decrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, data: await crypto.subtle.wrapKey('raw', key, wrapping, { name: 'AES-GCM', iv }) }
}

/** The key as it may be used on this device: it cannot be read out, by us neither. */
export const openDraftKey = async (wrapped: Sealed, wrapping: CryptoKey): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey('raw', wrapped.data, wrapping, { name: 'AES-GCM', iv: wrapped.iv }, aes, false, ['encrypt', 'decrypt'])

/** Seals bytes so that they open only under the id they were written for. */
export const seal = async (key: CryptoKey, id: string, data: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) }, key, data) }
}

export const unseal = async (key: CryptoKey, id: string, sealed: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData: new TextEncoder().encode(id) }, key, sealed.data)
