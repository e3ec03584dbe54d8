import { contactCount, count } from '../../lib/count.ts';

export const words = {
  chart: 'Chart',
  title: 'Chart of these contacts',
  loading: 'The chart is loading',
  added: 'Added over time',
  source: 'By source',
  tags: 'By tag',
  noSource: 'None of these contacts has a source.',
  noTag: 'None of these contacts has a tag.',
  nobody: 'There are no contacts to count.',
  counted: (name: string, of: number) => `${name}: ${contactCount(of)}`,
  show: (name: string) => `Show those of ${name}`,
  week: (monday: string) => `Week of ${monday}`,
  period: { day: 'by day', week: 'by week', month: 'by month' },
  highest: (of: number, name: string) => `${count(of)} at most, ${name}`,
  older: 'Older ones are not shown.',
  more: (of: number, areOver: boolean) => `and ${areOver ? 'over ' : ''}${count(of)} more`,
} as const;
