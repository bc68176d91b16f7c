import { nearNames } from '../../../src/sightline/rules/check-near-names';

describe('a name that nothing exposes', () => {
  const known = ['shop_pay_seconds', 'shop_orders_total', 'shop_wait_seconds_bucket'];
  const near = nearNames(known, new Set(['shop_pay_seconds']));

  test.each([
    ['shop_pay_seconds_bucket', 'shop_pay_seconds'],
    ['shop_pay_seconds_count', 'shop_pay_seconds'],
    ['shop_pay_seconds_sum', 'shop_pay_seconds'],
    ['shop_order_total', 'shop_orders_total'],
    ['shop_wait_seconds', 'shop_wait_seconds_bucket'],
  ])('%s is most likely %s', (name, meant) => {
    expect(near(name)).toBe(meant);
  });

  test('is of others where it is a part of what is no native histogram', () => {
    expect(near('shop_orders_total_count')).toBeUndefined();
  });
});
