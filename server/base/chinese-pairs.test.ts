import { expect, test } from 'vitest'
import { pairsOf } from './chinese-pairs.ts'

test('neighbouring signs make pairs, letters and digits stay whole', () => expect(pairsOf('暖气不热 12345号')).toEqual(['暖气', '气不', '不热', '12345', '号']))
