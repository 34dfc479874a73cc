// Node decodes GB18030 but does not encode it: two bytes by turning its decoder around, four beyond the basic plane by the standard's formula.
const twoBytes = new Map<string, number[]>()
for (let lead = 0x81; lead <= 0xfe; lead++)
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const one = new TextDecoder('gb18030').decode(Uint8Array.of(lead, trail))
    if (one.length === 1 && one !== '\ufffd') twoBytes.set(one, [lead, trail])
  }

function fourBytes(code: number): number[] {
  if (code < 0x10000) throw new Error(`no two bytes for U+${code.toString(16)}`)
  const linear = code - 0x10000 + 189_000
  return [Math.floor(linear / 12_600) + 0x81, (Math.floor(linear / 1260) % 10) + 0x30, (Math.floor(linear / 10) % 126) + 0x81, (linear % 10) + 0x30]
}

/** Text in GB18030, as Chinese Windows writes it. */
export const gb18030 = (text: string): Buffer => Buffer.from([...text].flatMap((one) => (one < '\u0080' ? [one.charCodeAt(0)] : twoBytes.get(one) ?? fourBytes(one.codePointAt(0)!))))
