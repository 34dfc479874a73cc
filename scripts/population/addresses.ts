import type { Dice } from './seeded.ts'

/** 团结北里社区居委会 → 团结北里; 大王庄村委会 → 大王庄村. */
export const placeName = (communityName: string): string =>
  communityName.replace(/(社区)?(居民委员会|居委会)$/, '').replace(/(村)?(村民委员会|村委会)$/, '村').replace(/社区$/, '') || communityName

/** An address below the community: a flat in a compound, a yard in a village. */
export function addressIn(community: { name: string, kind: string }, dice: Dice): string {
  const name = placeName(community.name)
  if (community.kind === '村') return `${name}${dice.pick(['东街', '西街', '中街', '南街', '北街', '大街'])}${1 + dice.below(30)}排${1 + dice.below(12)}号`
  const floors = dice.chance(0.55) ? 6 : dice.chance(0.5) ? 11 : 28
  return `${name}${1 + dice.below(36)}号楼${1 + dice.below(floors > 6 ? 3 : 6)}门${1 + dice.below(floors)}0${1 + dice.below(floors > 6 ? 6 : 3)}`
}
