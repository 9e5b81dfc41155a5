// Whether a charter meets the standards: those it states itself and those of standards/standards.charter. A standard
// that fails comes with a person, as ordinary as can be, whom the charter fails, replayed in the evaluator.
//
//   NWD_TRY(const auto verdicts, proof::prove(mn, {}));
//   std::cout << proof::render_text(mn, verdicts, "mn.charter", text);
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "charter/evaluate.h"
#include "charter/explain.h"

namespace nwd::proof {

struct Options {
  std::chrono::milliseconds timeout{5000};  // for each standard
  std::optional<Day> as_of{};               // without: the law after its last change
  bool shared = true;                       // the standards that all charters are measured against
};

enum class Status : std::uint8_t { holds, fails, not_stated, unknown };
std::string_view name(Status);  // "holds", "not stated"

// A person whom the charter fails on a day, though the standard says otherwise.
struct Counterexample {
  charter::Facts facts;
  std::optional<charter::Facts> other{};  // independence: the same person but for the facts in question
  Day day{};                              // the earliest on which it fails this person
  std::optional<DayInterval> gap{};       // of an interior gap: owed before and after these days
  charter::ServiceId service = charter::none;
  std::string immunity{};
  std::uint64_t matters = 0;  // facts that it hangs on, and birth and identification (bit i: fact i)
  bool owed = false;          // independence: whether `facts` are owed on the day; then `other` is not
  std::string sentence{};     // "On 2 Feb 2015 a person born ... needs housing and no rule grants it."
  std::string timeline{};     // some lines of text
};

// The rule that came nearest to granting what is missing, or that takes it away.
struct Nearest {
  charter::RuleId rule = charter::none;  // none: no rule grants it
  std::uint32_t version = 0;
  charter::ClauseKind clause = charter::ClauseKind::in_force;  // the first that is not met
  charter::Span part{};                                        // its words, in Charter::text
  charter::ExprId expr = charter::none;                        // the part; none for dates of law
  charter::StateId state = charter::none;                      // whose definition the part stands in
  bool joined = false;                                         // with others, by `and`
  std::vector<charter::SourceId> sources{};
};

// A wording that takes away what stands in the way, and then what stands behind it.
struct Suggestion {
  charter::RuleId rule = charter::none;  // to change first; none: a rule to add
  std::string text{};                    // "In rule MN-2, leave out `to eligible youth`."
  bool enough = false;                   // with it the standard holds, for the service of the counterexample: proved
};

struct Verdict {
  std::string standard;  // "S3"
  std::string title;
  std::string text;     // the property, as written
  bool shared = false;  // of all charters; otherwise this charter states it itself
  Status status = Status::unknown;
  std::string reason{};  // one sentence: why not stated, unknown or vacuous
  std::string scope{};   // of what persons and days it speaks
  bool vacuous = false;  // holds, as nobody is ever in the case that it speaks of
  std::vector<charter::ServiceId> holds_for{}, fails_for{}, unknown_for{};  // services without parts
  std::vector<charter::RuleId> mentions{};  // independence: rules that speak of the facts
  bool depends = false;                     // independence: they change what is owed
  std::optional<Counterexample> counterexample{};
  std::optional<Nearest> nearest{};
  std::optional<Suggestion> suggestion{};
  std::uint32_t provision = charter::none;  // that answers it, in Charter::provisions
};

// In the order of the standards. The verdicts keep pointers to the charter. An error is `internal`: a counterexample
// did not replay, which is a bug of this program.
Result<std::vector<Verdict>> prove(const charter::Charter&, const Options&);

}  // namespace nwd::proof
