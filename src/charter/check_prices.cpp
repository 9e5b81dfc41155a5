// What funds pay for a day of a service.
#include <fmt/format.h>

#include <algorithm>

#include "charter/checker.h"

namespace nwd::charter {
namespace {

constexpr std::size_t max_prices = 1024;  // of one fund

bool is_currency(std::string_view word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void Checker::declare_prices(const syntax::Fund& from, Fund& fund) {
  std::vector<Span> spans;  // of each of the fund's prices
  if (from.prices.size() > max_prices) {
    diagnostics_.error("C0902", from.id.span, fmt::format("a fund has at most {} prices", max_prices));
    return;
  }
  for (const auto& price : from.prices) {
    if (diagnostics_.full()) return;
    if (!price.currency.missing() && !is_currency(price.currency.text))
      diagnostics_.error("C0323", price.currency.span, "a currency is three capital letters, like USD");
    else if (!price.currency.missing() && !charter_.currency.empty() && charter_.currency != price.currency.text)
      diagnostics_.error("C0324", price.currency.span,
                         fmt::format("the prices of a charter are all in one currency, here {}", charter_.currency));
    else if (!price.currency.missing())
      charter_.currency = price.currency.text;
    else if (charter_.currency.empty())
      diagnostics_.error("C0323", price.span, "the first price of a charter says its currency",
                         "for instance: 125.50 USD a day for emergency");
    if (price.a_day) declare_price(price, fund, spans);
  }
}

void Checker::declare_price(const syntax::Price& from, Fund& fund, std::vector<Span>& spans) {
  const auto root = service(from.service);
  if (root == none) return;
  const Day begin = from.dates.from.value_or(distant_past);
  const Day end = from.dates.until.value_or(distant_future);
  if (end <= begin)
    diagnostics_.error("C0320", from.span, "this price ends before it begins", "it would count on no day");
  std::vector<ServiceId> parts;
  leaves(root, parts);
  for (const auto part : parts) {
    const auto other = std::find_if(fund.prices.begin(), fund.prices.end(), [&](const Price& p) {
      return p.service == part && p.from < end && begin < p.until;
    });
    if (other != fund.prices.end()) {
      auto& d = diagnostics_.error(
          "C0322", from.span,
          fmt::format("{} has two prices for `{}` on the same days", fund.id, charter_.services[part].path));
      d.related.push_back({spans[static_cast<std::size_t>(other - fund.prices.begin())], "the other one is here"});
      return;
    }
    fund.prices.push_back({part, *from.a_day, begin, end});
    spans.push_back(from.span);
  }
}

}  // namespace nwd::charter
