// Numbers of law, and the days on which each counts.
#include "charter/parser.h"

namespace nwd::charter {

// parameter reflection time cites GUIDE = 45 days before 2023-01-30, 30 days from then
void Parser::parameter(syntax::File& out) {
  syntax::Parameter p;
  p.name = measure("the name of a parameter, like `age of majority`");
  if (!panic_ && accept(Word::cites)) p.cites = names("the source of the number");
  expect('=', "the name of a parameter");
  do {
    if (!panic_) parameter_value(p);
  } while (!panic_ && accept(','));
  if (panic_) p.values.clear();
  if (!p.name.missing()) out.parameters.push_back(std::move(p));
}

void Parser::parameter_value(syntax::Parameter& p) {
  syntax::ParameterValue value;
  const std::uint32_t begin = peek().span.begin;
  const auto is = duration();
  if (!is) return;
  value.is = *is;
  value.dates = dates(p.values.empty() ? std::nullopt : p.values.back().dates.until);
  value.span = since(begin);
  if (!panic_ && accept(Word::cites)) value.cites = names("the source of the number");
  if (!panic_) p.values.push_back(std::move(value));
}

// before D      from D      from D until D      from then: from where what stands before ends
syntax::Dates Parser::dates(const std::optional<Day>& then) {
  syntax::Dates out;
  if (accept(Word::before)) {
    out.until = day("the first day on which this no longer counts");
    return out;
  }
  if (!accept(Word::from)) return out;
  if (!at(Word::then)) {
    out.from = day("the first day on which this counts");
  } else if (then) {
    take();
    out.from = then;
  } else {
    expected("a day, as nothing before this ends on one");
  }
  if (!panic_ && accept(Word::until)) out.until = day("the first day on which this no longer counts");
  return out;
}

}  // namespace nwd::charter
