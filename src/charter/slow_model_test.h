// For tests alone: random charters and persons, and what the language means, written down a second time as slowly and
// plainly as possible: one day after another, three truth values, the calendar of std::chrono. Shares no code with the
// engine.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace nwd::charter::slow {

using Num = std::int64_t;
inline constexpr Num past = -2'000'000'000;   // before all days
inline constexpr Num future = 2'000'000'000;  // never

enum class Truth : std::uint8_t { no, maybe, yes };

struct Range {
  Num lo = past;
  Num hi = future;
};

struct Tri {  // a set of days: sorted boundaries would be too clever; one truth per day of the window
  std::vector<std::pair<Num, Num>> certain, possible;
};

struct Row {
  int kind = 0;  // -1: not known
  Range opened, closed;
};

struct Person {
  Range born, identified, recovered, conduct;
  Tri cooperates;
  int exploitation = 0;  // -1: not known
  std::vector<Row> actions;
  bool all_actions = true;
  std::vector<std::pair<std::string, Tri>> needs;
  bool needs_given = false;
};

enum class Kind : std::uint8_t {
  // dates
  literal,
  never_date,
  fact,
  field,
  shift,
  earliest,
  latest,
  first,
  last,
  // days
  always,
  never,
  before,
  from,
  after,
  interval,
  during,
  is,
  field_is,
  cooperates,
  needs,
  state,
  all_of,
  any_of,
  not_,
  some,
  every
};

struct Node {
  Kind kind = Kind::always;
  Num day = 0;
  int which = 0;  // fact, field, unit, state, mask
  int amount = 0;
  int parameter = -1;  // of a shift: counts with it instead, `amount` is 1 or -1
  std::vector<std::shared_ptr<Node>> of;
};
using NodePtr = std::shared_ptr<Node>;

struct Window {
  Num from = past, until = future;
};

struct Value {
  Num from = past;  // until the next one
  int amount = 0, unit = 0;
};
using Parameter = std::vector<Value>;

struct Amendment {
  Window source;
  int old_state = 0, new_state = 0;
};

struct Rule {
  Window source;
  bool immune = false;
  std::vector<int> services;  // into service_names
  int fund = -1;
  NodePtr to, when, while_, start, until, unless, key;
  int for_amount = -1, for_unit = 0, for_parameter = -1;
  std::vector<Amendment> amendments;
};

struct Law {
  bool round_up = true;
  std::vector<Parameter> parameters;
  std::vector<std::string> funds;  // what each pays, as written
  std::vector<NodePtr> states;
  std::vector<Rule> rules;
};

inline const std::vector<std::string> service_names{"housing > emergency", "housing > transitional",
                                                    "housing > permanent", "education", "housing"};
inline const std::vector<std::string> kinds{"criminal", "civil", "immigration", "juvenile", "compensation", "other"};
inline const std::vector<std::string> exploitations{"sexual", "labour", "both", "at risk"};

using Dice = std::mt19937;
Law random_law(Dice&);
Person random_person(Dice&, bool exact);
Person completed(const Person&, Dice&);  // every unknown replaced by something it may be
std::string text_of(const Law&);

// The days of one person under one law. Remembers what does not change from day to day, or it would never end.
class Model {
 public:
  Model(const Law& law, const Person& person) : law_(law), person_(person) {}
  Truth owed(int service, Num day);
  Truth immune(Num day);
  int payer(int service, Num day);  // the first fund that any rule owes this day from; -1: none. Of exact persons.

 private:
  using Replaced = std::vector<std::pair<int, int>>;
  struct Place {
    const Row* row = nullptr;
    int service = -1;
    Replaced replaced{};
    Num law_of = 0;  // the day whose numbers count
  };
  [[nodiscard]] Value number(int parameter, Num day) const;
  Range date(const NodePtr&, const Place&);
  Range of_rows(const NodePtr&, const Place&);
  Truth days(const NodePtr&, const Place&, Num day);
  Truth of_state(const NodePtr&, const Place&, Num day);
  Truth of_actions(const NodePtr&, const Place&, Num day);
  Truth during(const NodePtr&, const Place&);
  Truth needs(int service, Num day) const;
  Truth says(const Rule&, int service, Num version_day, Num day);
  Truth of_rule(const Rule&, int service, Num day);

  const Law& law_;
  const Person& person_;
  std::map<std::tuple<const Node*, const Row*, int, Replaced, std::vector<Num>>, Truth> known_;
};

bool keyed(const Law&, int service);  // whether any rule for it (-1: the immunity) chooses its version by a date

}  // namespace nwd::charter::slow
