import { expect, test } from 'vitest'
import { indexArticles, rankArticles } from './rank-articles.ts'

const articles = [
  { id: 'heating', title: '供暖时间和室温标准', words: ['几号供暖', '暖气不热'], answer: '正常供热期为每年十一月十五日至次年三月十五日。' },
  { id: 'water', title: '停水查询和报修', words: ['停水', '没水'], answer: '计划停水会提前公告，供热期内也一样。' },
  { id: 'parking', title: '汽车乱停怎么反映', words: ['挪车', '违停'], answer: '请说清地点和车牌。' },
]
const index = indexArticles(articles)

test('what callers say finds the article before one that merely mentions it', () => expect(rankArticles(index, '我家暖气不热怎么办', 3)[0]!.id).toBe('heating'))
test('words that no article knows find nothing', () => expect(rankArticles(index, '想学做菜', 3)).toEqual([]))
test('two articles may fit one caller', () => expect(rankArticles(index, '没水，车还被人堵了要挪车', 3).map(({ id }) => id).sort()).toEqual(['parking', 'water']))
