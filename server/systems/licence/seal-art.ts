const RED = '#c0271a'

/** The unit's round seal: its name along the upper rim, what it seals along the foot. It shows who sealed; what proves it is the signature over the hash. 印章图样 */
export function sealArt(unit: string): string {
  const letters = [...unit]
  const [step, size] = [Math.min(26, 250 / letters.length), Math.min(15, 250 / letters.length / 1.5)]
  const around = letters.map((letter, at) => {
    const angle = (at - (letters.length - 1) / 2) * step
    return `<text x="60" y="21" text-anchor="middle" font-size="${size}" transform="rotate(${angle.toFixed(2)} 60 60)">${letter}</text>`
  }).join('')
  return `<svg viewBox="0 0 120 120" width="104" height="104"><g opacity=".86"><circle cx="60" cy="60" r="56" fill="none" stroke="${RED}" stroke-width="3"/><circle cx="60" cy="60" r="52.4" fill="none" stroke="${RED}" stroke-width=".8"/>
    <path d="M44 46v12c0 14 26 9 26 26M57 46v7c0 10 13 9 13 22M71 46v38" fill="none" stroke="${RED}" stroke-width="3.4" stroke-linecap="round"/>
    <g font-family="Noto" fill="${RED}">${around}<text x="60" y="101" text-anchor="middle" font-size="9.5">电子证照专用章</text></g></g></svg>`
}
