// The calendar itself as formulas, for the few questions that hang on single days of it: somebody born on 29 February.
// Years begin on 1 March, so that the day that most years lack is the last of its year (Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms").
#include <algorithm>
#include <array>

#include "base/day.h"
#include "proof/calendar.h"

namespace nwd::proof {
namespace {

constexpr std::array<std::int64_t, 13> month_starts{0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337, 366};
constexpr std::int64_t march_of_year_zero = -719468;  // its first day, counted from 1970-01-01
constexpr std::size_t february = 11;
constexpr std::int64_t calendar_bound = 4'000'000;  // days; some 10,000 years, as far as dates are looked at exactly

std::int64_t floor_divided(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

}  // namespace

Calendar::March Calendar::march_year(Number year) {
  const auto cycle = smt_.number(floor_divided(smt_.least(year), 400), floor_divided(smt_.most(year), 400));
  const auto century = smt_.number(0, 3);
  const auto four = smt_.number(0, 24);
  const auto one = smt_.number(0, 3);
  const std::array years{std::pair{cycle, std::int64_t{400}}, std::pair{century, std::int64_t{100}},
                         std::pair{four, std::int64_t{4}}, std::pair{one, std::int64_t{1}}};
  smt_.always(smt_.equal(year, smt_.sum(years, 0)));
  const std::array days{std::pair{cycle, std::int64_t{146097}}, std::pair{century, std::int64_t{36524}},
                        std::pair{four, std::int64_t{1461}}, std::pair{one, std::int64_t{365}}};
  return {smt_.sum(days, march_of_year_zero),
          smt_.all_of({smt_.equal(one, smt_.constant(3)),
                       smt_.any_of({smt_.less(four, smt_.constant(24)), smt_.equal(century, smt_.constant(3))})})};
}

// From a day of `month` to `day`, in `to_month` of the year `to`.
Formula Calendar::month_shifted(Number day_of_year, const March& to, MonthTo of, Number day) {
  const auto [month, to_month, up] = of;
  const auto in_month = smt_.all_of({smt_.at_most(smt_.constant(month_starts[month]), day_of_year),
                                     smt_.less(day_of_year, smt_.constant(month_starts[month + 1]))});
  const auto day_of_month = smt_.plus(day_of_year, -month_starts[month]);
  const auto length = to_month == february ? smt_.either(to.leap, smt_.constant(29), smt_.constant(28))
                                           : smt_.constant(month_starts[to_month + 1] - month_starts[to_month]);
  const auto otherwise = smt_.plus(length, up ? 0 : -1);
  const auto landed = smt_.either(smt_.less(day_of_month, length), day_of_month, otherwise);
  const std::array parts{std::pair{to.begins, std::int64_t{1}}, std::pair{landed, std::int64_t{1}}};
  return smt_.all_of({in_month, smt_.equal(day, smt_.sum(parts, month_starts[to_month]))});
}

void Calendar::take() {
  for (auto& s : shifts_)
    if (!s.exact) make_exact(s);
}

void Calendar::make_exact(Shift& s) {
  s.exact = true;
  const auto low = civil({static_cast<std::int32_t>(std::max(smt_.least(s.from), -calendar_bound))}).year - 1;
  const auto high = civil({static_cast<std::int32_t>(std::min(smt_.most(s.from), calendar_bound))}).year;
  const auto near = smt_.all_of(
      {smt_.at_most(smt_.constant(-calendar_bound), s.from), smt_.at_most(s.from, smt_.constant(calendar_bound))});
  const auto year = smt_.number(low, high);
  const auto from = march_year(year);
  const auto day_of_year = smt_.number(0, 365);
  smt_.always(smt_.implies(smt_.equal(day_of_year, smt_.constant(365)), from.leap));
  const auto to_year = smt_.number(low + floor_divided(s.months, 12), high + floor_divided(s.months, 12) + 1);
  const auto to = march_year(to_year);
  std::vector<Formula> cases;
  for (std::size_t month = 0; month < 12; ++month) {
    const std::int64_t total = static_cast<std::int64_t>(month) + s.months;
    const auto years = floor_divided(total, 12);
    const auto to_month = static_cast<std::size_t>(total - years * 12);
    cases.push_back(smt_.all_of(
        {smt_.equal(to_year, smt_.plus(year, years)), month_shifted(day_of_year, to, {month, to_month, s.up}, s.to)}));
  }
  const std::array day{std::pair{from.begins, std::int64_t{1}}, std::pair{day_of_year, std::int64_t{1}}};
  smt_.always(smt_.implies(near, smt_.all_of({smt_.equal(s.from, smt_.sum(day, 0)), smt_.any_of(cases)})));
}

}  // namespace nwd::proof
