import { expect, test } from 'vitest'
import { initialsOf } from './initials.ts'

test('names with several readings get the one used here', () => expect(['蓟州区', '宝坻区', '咸水沽镇', '大王庄街道'].map(initialsOf)).toEqual(['jzq', 'bdq', 'xsgz', 'dwzjd']))
test('digits and letters stay, other signs go', () => expect(initialsOf('第3网格（A区）')).toBe('d3wgaq'))
