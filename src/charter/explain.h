// Why: for every first and last day of what is owed, the rule, the fact or date of law that set it, and the source; and
// for what is not owed, the rule that came nearest and the clause at which it failed. Data first; text and JSON below.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "charter/evaluate.h"

namespace nwd::charter {

enum class ClauseKind : std::uint8_t { in_force, keyed_by, to, when, while_, start, until, unless };
std::string_view name(ClauseKind);  // "in force", "keyed by", "to" ...

// What decided one day.
struct Cause {
  RuleId rule = none;
  std::uint32_t version = 0;  // of the rule
  ClauseKind clause = ClauseKind::in_force;
  Span part{};                 // the deciding words, in Charter::text; empty for a date of law
  SourceId source = none;      // whose date of law it is
  FactId fact = none;          // none: a date of law, or one written in the charter itself
  std::uint32_t field = none;  // of a list
  std::uint32_t row = none;
  DateRange value{};       // of the fact, if it is a date
  ParameterUse counted{};  // the number of law that the words count with, or whose change it is
};

struct Endpoint {
  Day day{};
  bool open = false;  // no such day: since ever, or for ever
  Cause cause{};      // of the first rule that owes the day beside it
};

struct ExplainedInterval {
  DayInterval days{};
  Endpoint begin{};
  Endpoint end{};
  std::vector<Cause> conditions{};  // what had to be so, whatever the day: `when`, `keyed by`
  std::vector<RuleId> rules{};      // all that owe any of these days
};

struct WhyNot {
  RuleId rule = none;  // none: no rule grants it
  std::uint32_t version = 0;
  ClauseKind clause = ClauseKind::in_force;
  Span part{};                  // the words that no day meets
  std::vector<FactId> facts{};  // that they speak of
  ParameterUse counted{};       // the number of law that they count with
};

struct Explained {
  std::uint32_t what = none;  // ServiceId of a leaf, or index of an immunity
  std::vector<ExplainedInterval> certain{};
  std::vector<ExplainedInterval> possible{};  // empty when everything is certain
  std::vector<FactId> unknown{};              // facts to ask for, to be certain
  std::optional<WhyNot> why_not{};            // when no day is certain
};

struct Explanation {
  Entitlements entitlements;
  std::vector<Explained> services{};
  std::vector<Explained> immunities{};
};

Explanation explain(const Charter&, const Facts&);

// One sentence each: "`born` is 2009-03-05, and MN-4 is owed before born + 25 years".
std::string sentence(const Charter&, const Cause&);
std::string sentence(const Charter&, const WhyNot&, const Facts&);
std::string fact_text(const Charter&, const Facts&, FactId);  // "`born` is 2009-03-05"; days and lists are only named
std::string counted_text(const Charter&, ParameterUse);       // "18 years, age of majority, Act 12 section 3"
std::vector<SourceId> sources_of(const Charter&, const Cause&);
// The sentence, and behind it the citations in brackets.
std::string sourced_sentence(const Charter&, const Cause&);

std::string render_text(const Charter&, const Facts&, const Explanation&);
std::string render_json(const Charter&, const Facts&, const Explanation&);

}  // namespace nwd::charter
