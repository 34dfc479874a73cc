import { expect, test } from 'vitest'
import { maskAddress, maskName, maskNumber, maskPhone } from './mask.ts'

test('names keep family name and last character', () => {
  expect(['林秀梅', '赵刚', '欧阳建国', '欧阳', '司徒明', '买买提·艾力', 'Anna Berg', '王', ''].map(maskName)).toEqual(['林*梅', '赵*', '欧阳*国', '欧*', '司徒*', '买***力', 'A***', '*', ''])
})
test('telephones keep three and four', () => expect(['13820376021', '02227301234', '12345'].map(maskPhone)).toEqual(['138****6021', '022****1234', '12****']))
test('identity numbers keep four and four', () => expect(['120103196002171234', 'G12345678'].map(maskNumber)).toEqual(['1201**********1234', '*********']))
test('an address shows only that there is one', () => expect(['景兴西里12号', ''].map(maskAddress)).toEqual(['******', '']))
