// The difference of two charters by meaning: who gains and who loses which days, each shown by a person who does,
// replayed in the evaluator of both; and what is proved to be the same for everybody. Wording, names of rules and
// states, and layout do not count. Facts are the same if their names are, services if their paths are.
//
//   NWD_TRY(const auto d, proof::differences(mn, draft, {}));
//   std::cout << proof::render_text({mn, "mn.charter"}, {draft, "draft.charter"}, d);
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "proof/proof.h"

namespace nwd::proof {

struct DifferenceOptions {
  std::chrono::milliseconds timeout{5000};  // for each service, and again for what is said about each difference
  // The wording of that day, as if it applied on every day. Without: each day under the wording in force on it.
  std::optional<Day> before_as_of{};
  std::optional<Day> after_as_of{};
};

enum class Direction : std::uint8_t { gains, loses };
std::string_view name(Direction);

// A service without parts, or an immunity.
struct What {
  bool owed = true;  // otherwise immune
  std::string name;  // the path of the service: "housing > emergency"
  auto operator<=>(const What&) const = default;
};
std::string words(const What&);  // "housing (emergency)", "immunity from prosecution for prostitution"

// What grants the day, or stops short of granting it, in one of the two charters.
struct Side {
  charter::Facts person;                 // in the words of this charter
  std::uint64_t matters = 0;             // of its facts, those that the difference hangs on (bit i: fact i)
  std::vector<DaySet> owed{};            // to this person: for each of `what`
  std::vector<charter::RuleId> rules{};  // that grant the day to the first of `what`
  std::optional<Nearest> nearest{};      // if none does
};

// One person who gains, or loses, the same day of all these services.
struct Difference {
  Direction direction = Direction::gains;
  bool reserve = false;  // owed before and after; gains, loses: the promise that does not hang on money voted
  std::vector<What> what{};
  Day day{};  // the earliest for this person, from identification on if there is one
  Side before, after;
  std::string sentence{};
  std::string timeline{};
  // Proved of everybody who gains, or loses, a day of these: "only from 18 until 25 years of age".
  std::vector<std::string> only{};
};

// Sensitive facts on which a service newly hangs, or no longer does.
struct Dependence {
  bool newly = true;
  std::string fact;
  std::vector<What> what{};
  std::string sentence{};  // two persons, alike but for the fact
};

// What is not days: "source SHH is in force from 2024-08-01 and was from 2023-08-01", "New: standard MN-A".
struct Remark {
  std::string about;  // "provision S26", "standard", "source SHH", "service housing", "fact permit", "calendar"
  std::string sentence;
};

struct Differences {
  std::vector<Dependence> dependences{};
  std::vector<Difference> found{};
  std::vector<What> same{};     // proved: on every day, for every person whom the facts can describe
  std::vector<What> unknown{};  // the time was up; also of those for which one direction was found and the other not
  std::vector<Remark> remarks{};
  std::vector<std::string> notes{};  // what the comparison leaves out
  std::string scope{};               // of what persons and days it speaks
};

enum class Outcome : std::uint8_t { same, different, unknown };
Outcome outcome(const Differences&);  // of days alone; remarks do not count
std::string outcome_sentence(const Differences&);

// Errors are `invalid`: the charters give one fact two types; or `internal`: a person did not replay, which is a bug of
// this program.
Result<Differences> differences(const charter::Charter& before, const charter::Charter& after,
                                const DifferenceOptions&);

// A charter, and how its file is called.
struct Named {
  const charter::Charter& charter;
  std::string_view file;
};
std::string render_text(const Named& before, const Named& after, const Differences&);
std::string render_json(const Named& before, const Named& after, const Differences&);
// A part of a page, without <html>: sections under headings of the second level.
std::string render_html_part(const Named& before, const Named& after, const Differences&);
std::string render_html(const Named& before, const Named& after, const Differences&);  // a page of its own

}  // namespace nwd::proof
