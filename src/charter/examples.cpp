#include "charter/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "charter/evaluator.h"
#include "charter/explain.h"
#include "charter/json_parts.h"

namespace nwd::charter {
namespace {

std::string both(const DayBounds& b) {
  return b.exact() ? to_text(b.certain)
                   : fmt::format("certainly {}, possibly {}", to_text(b.certain), to_text(b.possible));
}

bool below(const Charter& charter, ServiceId leaf, ServiceId root) {
  for (auto at = leaf; at != none; at = charter.services[at].parent)
    if (at == root) return true;
  return false;
}

// Of a leaf, or of each leaf of a service with parts.
std::vector<const Explained*> about(const Charter& charter, const Explanation& all, const Expectation& x) {
  std::vector<const Explained*> out;
  for (const auto& e : x.owed ? all.services : all.immunities)
    if (x.owed ? below(charter, e.what, x.service) : e.what == x.immunity) out.push_back(&e);
  return out;
}

// The endpoint that the charter has on that day; or, where it has none, the next one.
const Endpoint* endpoint(const std::vector<ExplainedInterval>& intervals, Day day) {
  for (const auto& i : intervals)
    for (const auto* end : {&i.begin, &i.end})
      if (!end->open && end->day >= day) return end;
  return nullptr;
}

std::string why(const Charter& charter, const Facts& facts, const Expectation& x, const ExampleDifference& d,
                bool in_certain) {
  const auto all = explain(charter, facts);
  const auto parts = about(charter, all, x);
  const Endpoint* best = nullptr;
  for (const auto* e : parts) {
    const auto* here = endpoint(in_certain || e->possible.empty() ? e->certain : e->possible, d.first);
    if (here != nullptr && (best == nullptr || here->day < best->day)) best = here;
  }
  if (best != nullptr) return fmt::format("{}: {}", to_text(best->day), sentence(charter, best->cause));
  for (const auto* e : parts)
    if (e->why_not) return sentence(charter, *e->why_not, facts);
  return parts.empty() ? "no rule of this charter grants it" : "the charter sets no end to it";
}

Day first_of(const DaySet& a, const DaySet& b) {
  const auto different = (a - b) | (b - a);
  return different.empty() ? distant_future : different.intervals().front().begin;
}

void compare(const Charter& charter, const Facts& facts, const Expectation& x, const Entitlements& got,
             const Evaluator& evaluator, ExampleResult& out) {
  ExampleDifference d;
  d.got = x.owed ? got.services[x.service] : got.immunities[x.immunity];
  d.expected = evaluator.days(x.days, none, nullptr).bounds();
  d.possibly = x.possibly;
  if (x.possibly ? d.got.possible == d.expected.possible : d.got == d.expected) return;
  d.what = x.owed ? "owed " + charter.services[x.service].path : "immune from " + charter.immunities[x.immunity];
  d.span = x.span;
  const Day certain = x.possibly ? distant_future : first_of(d.got.certain, d.expected.certain);
  const Day possible = first_of(d.got.possible, d.expected.possible);
  d.first = std::min(certain, possible);
  d.why = why(charter, facts, x, d, certain <= possible);
  out.differences.push_back(std::move(d));
}

}  // namespace

std::vector<ExampleResult> test_examples(const Charter& charter) {
  std::vector<ExampleResult> out;
  for (const auto& example : charter.examples) {
    const auto facts = facts_from(charter, example.given);
    const auto got = evaluate(charter, facts);
    const Evaluator evaluator(charter, facts);
    ExampleResult result{example.title, example.span};
    for (const auto& x : example.expected) compare(charter, facts, x, got, evaluator, result);
    out.push_back(std::move(result));
  }
  return out;
}

std::string message(const ExampleDifference& d) {
  if (d.possibly)
    return fmt::format("possibly {}: expected {}, the charter gives {}", d.what, to_text(d.expected.possible),
                       to_text(d.got.possible));
  return fmt::format("{}: expected {}, the charter gives {}", d.what, both(d.expected), both(d.got));
}

std::vector<ExampleFailure> run_examples(const Charter& charter) {
  std::vector<ExampleFailure> out;
  for (const auto& result : test_examples(charter))
    for (const auto& d : result.differences) out.push_back({result.title, d.span, message(d)});
  return out;
}

std::string render_text(std::span<const TestedFile> files) {
  std::string out;
  std::size_t hold = 0;
  std::size_t count = 0;
  for (const auto& file : files) {
    out += file.name + '\n';
    if (file.examples.empty()) out += "  no examples\n";
    for (const auto& example : file.examples) {
      ++count;
      hold += example.holds() ? 1 : 0;
      out += fmt::format("  {}  {}\n", example.holds() ? "ok     " : "differs", example.title);
      for (const auto& d : example.differences) {
        const auto at = position_of(file.text, d.span.begin);
        out += fmt::format("    {}:{}:{}: {}\n", file.name, at.line, at.column, message(d));
        out += fmt::format("      first on {}; {}\n", d.first <= distant_past ? "every early day" : to_text(d.first),
                           d.why);
      }
    }
  }
  return out + fmt::format("{} of {} examples hold.\n", hold, count);
}

namespace {

namespace json = boost::json;

json::array days_json(const DaySet& days) {
  json::array out;
  for (const auto& i : days.intervals()) out.push_back(json::array{day_json(i.begin), day_json(i.end)});
  return out;
}

json::object bounds_json(const DayBounds& b) {
  return {{"certain", days_json(b.certain)}, {"possible", days_json(b.possible)}};
}

json::object difference_json(const ExampleDifference& d, std::string_view text) {
  const auto at = position_of(text, d.span.begin);
  return {{"what", d.what},
          {"possibly", d.possibly},
          {"line", at.line},
          {"column", at.column},
          {"expected", bounds_json(d.expected)},
          {"got", bounds_json(d.got)},
          {"first", day_json(d.first)},
          {"message", message(d)},
          {"why", d.why}};
}

}  // namespace

std::string render_json(std::span<const TestedFile> files) {
  json::array all;
  std::size_t hold = 0;
  std::size_t count = 0;
  for (const auto& file : files) {
    json::array examples;
    for (const auto& example : file.examples) {
      ++count;
      hold += example.holds() ? 1 : 0;
      json::array differences;
      for (const auto& d : example.differences) differences.push_back(difference_json(d, file.text));
      examples.push_back(json::object{{"example", example.title},
                                      {"line", position_of(file.text, example.span.begin).line},
                                      {"holds", example.holds()},
                                      {"differences", std::move(differences)}});
    }
    all.push_back(json::object{{"file", file.name}, {"examples", std::move(examples)}});
  }
  return json::serialize(json::object{{"files", std::move(all)}, {"examples", count}, {"hold", hold}});
}

}  // namespace nwd::charter
