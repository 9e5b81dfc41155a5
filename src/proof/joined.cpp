#include "proof/joined.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace nwd::proof {

using charter::Charter;
using charter::Fact;
using charter::FactId;
using charter::Facts;
using charter::FactType;
using charter::Field;
using charter::none;
using charter::ServiceId;

namespace {

// Bits of words of `from` as bits of the same words of `to`; a word that `to` lacks is dropped.
std::uint64_t same_words(const Field& from, const Field& to, std::uint64_t bits) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < from.choices.size(); ++i) {
    if (((bits >> i) & 1U) == 0) continue;
    const auto at = std::find(to.choices.begin(), to.choices.end(), from.choices[i]);
    if (at != to.choices.end()) out |= std::uint64_t{1} << static_cast<unsigned>(at - to.choices.begin());
  }
  return out;
}

// Of the same path, and with parts or without as there; none if there is none.
ServiceId same_service(const Charter& in, const charter::Service& service) {
  const auto at = std::find_if(in.services.begin(), in.services.end(),
                               [&](const auto& s) { return s.path == service.path && s.leaf() == service.leaf(); });
  return at == in.services.end() ? none : static_cast<ServiceId>(at - in.services.begin());
}

class Vocabulary {
 public:
  Vocabulary(const Charter& before, const Charter& after) : before_(before), after_(after) {}

  // The facts, services and immunities of both, and nothing else.
  Result<Charter> make(std::vector<std::string>& notes) {
    Charter out;
    out.facts = before_.facts;
    out.immunities = before_.immunities;
    std::vector<std::string> single_before, single_after;
    for (auto& fact : out.facts) {
      const auto other = after_.fact(fact.self.name);
      if (other == none)
        single_before.push_back(fact.self.name);
      else
        NWD_CHECK(meet(fact, after_.facts[other], notes));
    }
    for (const auto& fact : after_.facts)
      if (before_.fact(fact.self.name) == none) {
        single_after.push_back(fact.self.name);
        out.facts.push_back(fact);
      }
    note_single(single_before, "before", notes);
    note_single(single_after, "after", notes);
    if (out.facts.size() > charter::max_facts)
      return fail(Code::invalid, fmt::format("The two charters have more than {} facts together.", charter::max_facts));
    for (const auto& name : after_.immunities)
      if (before_.immunity(name) == none) out.immunities.push_back(name);
    for (const auto* charter : {&before_, &after_})
      for (const auto& service : charter->services) add(*charter, service, out);
    return out;
  }

 private:
  static void note_single(const std::vector<std::string>& names, const char* side, std::vector<std::string>& notes) {
    if (names.empty()) return;
    notes.push_back(
        fmt::format("Declared only {}, and there it may be anything: `{}`.", side, fmt::join(names, "`, `")));
  }

  static Result<void> meet(Fact& fact, const Fact& other, std::vector<std::string>& notes) {
    const auto clash = [&] {
      return fail(Code::invalid,
                  fmt::format("The fact `{}` is declared in another way before than after: they cannot be compared.",
                              fact.self.name));
    };
    if (fact.self.type != other.self.type || fact.fields.size() != other.fields.size()) return clash();
    if (!meet_words(fact.self, other.self, fact.self.name, notes)) return clash();
    for (std::size_t i = 0; i < fact.fields.size(); ++i) {
      auto& field = fact.fields[i];
      if (field.name != other.fields[i].name || field.type != other.fields[i].type) return clash();
      if (!meet_words(field, other.fields[i], fact.self.name + " " + field.name, notes)) return clash();
    }
    fact.sensitive = fact.sensitive || other.sensitive;
    return {};
  }

  // Only the words that both know; false if there are none.
  static bool meet_words(Field& field, const Field& other, const std::string& name, std::vector<std::string>& notes) {
    if (field.type != FactType::choice) return true;
    const auto note = [&](const std::string& word, const char* side) {
      notes.push_back(
          fmt::format("`{}` can be `{}` only {}: persons of whom that is so are left out.", name, word, side));
    };
    for (const auto& word : other.choices)
      if (std::find(field.choices.begin(), field.choices.end(), word) == field.choices.end()) note(word, "after");
    std::erase_if(field.choices, [&](const std::string& word) {
      const bool lacks = std::find(other.choices.begin(), other.choices.end(), word) == other.choices.end();
      if (lacks) note(word, "before");
      return lacks;
    });
    return !field.choices.empty();
  }

  static void add(const Charter& of, const charter::Service& service, Charter& out) {
    if (same_service(out, service) != none) return;
    const auto id = static_cast<ServiceId>(out.services.size());
    charter::Service added{service.name, service.path, none, {}};
    if (!service.leaf()) added.children = {id};  // marks it as one with parts; each charter gets its own
    if (service.parent != none) added.parent = same_service(out, of.services[service.parent]);
    out.services.push_back(std::move(added));
  }

  const Charter& before_;
  const Charter& after_;
};

// A charter's rules in the words of the vocabulary.
class Translator {
 public:
  Translator(const Charter& charter, const Charter& vocabulary) : from_(charter), to_(vocabulary) {
    for (const auto& fact : from_.facts) facts_.push_back(to_.fact(fact.self.name));
    for (const auto& service : from_.services) services_.push_back(same_service(to_, service));
  }

  [[nodiscard]] std::vector<ServiceId> own_services() const {
    std::vector<ServiceId> out(to_.services.size(), none);
    for (ServiceId id = 0; id < services_.size(); ++id) out[services_[id]] = id;
    return out;
  }

  [[nodiscard]] Charter translated() const {
    Charter out = from_;
    out.facts = to_.facts;
    out.immunities = to_.immunities;
    out.services = services();
    out.standards.clear();
    out.examples.clear();
    for (auto& e : out.exprs) expression(e);
    for (auto& state : out.states) state.mentions = mask(state.mentions);
    for (auto& rule : out.rules) {
      rule.mentions = mask(rule.mentions);
      for (auto& service : rule.services) service = services_[service];
      if (rule.immunity != none) rule.immunity = to_.immunity(from_.immunities[rule.immunity]);
    }
    return out;
  }

 private:
  [[nodiscard]] std::vector<charter::Service> services() const {
    auto out = to_.services;
    for (auto& service : out) service.children.clear();
    for (std::size_t i = 0; i < from_.services.size(); ++i)
      for (const auto child : from_.services[i].children) out[services_[i]].children.push_back(services_[child]);
    return out;
  }

  void expression(charter::Expr& e) const {
    using charter::Op;
    e.mentions = mask(e.mentions);
    if (e.service != none) e.service = services_[e.service];
    if (e.fact == none) return;
    const auto& was = from_.facts[e.fact];
    e.fact = facts_[e.fact];
    const auto& is = to_.facts[e.fact];
    if (e.op == Op::is_choice) e.choices = same_words(was.self, is.self, e.choices);
    if (e.op == Op::is_field) e.choices = same_words(was.fields[e.field], is.fields[e.field], e.choices);
  }

  [[nodiscard]] std::uint64_t mask(std::uint64_t mentions) const {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < facts_.size(); ++i)
      if (((mentions >> i) & 1U) != 0) out |= std::uint64_t{1} << facts_[i];
    return out;
  }

  const Charter& from_;
  const Charter& to_;
  std::vector<FactId> facts_{};
  std::vector<ServiceId> services_{};
};

}  // namespace

Result<Joined> joined(const Charter& before, const Charter& after) {
  std::vector<std::string> notes;
  NWD_TRY(const auto vocabulary, Vocabulary(before, after).make(notes));
  const Translator of_before(before, vocabulary);
  const Translator of_after(after, vocabulary);
  return Joined{of_before.translated(), of_after.translated(), std::move(notes), of_before.own_services(),
                of_after.own_services()};
}

// Wordings of other days stay in their places, and are never in force.
Charter frozen(Charter charter, Day day) {
  for (auto& rule : charter.rules) {
    for (auto& v : rule.versions) {
      const bool lives = v.from <= day && day < v.until;
      v.from = lives ? distant_past : distant_future;
      v.until = distant_future;
    }
  }
  return charter;
}

Facts in_words_of(const Charter& charter, const std::vector<ServiceId>& services, const Facts& person) {
  const auto& vocabulary = person.charter();
  Facts out(charter);
  for (FactId id = 0; id < charter.facts.size(); ++id) {
    const auto& to = charter.facts[id];
    const auto from_id = vocabulary.fact(to.self.name);
    const auto& from = vocabulary.facts[from_id];
    auto value = person.values()[from_id];
    if (to.self.type == FactType::choice) value.choices = same_words(from.self, to.self, value.choices);
    for (auto& row : value.rows)
      for (std::size_t f = 0; f < to.fields.size(); ++f)
        if (to.fields[f].type == FactType::choice)
          row.choices[f] = same_words(from.fields[f], to.fields[f], row.choices[f]);
    std::vector<std::pair<ServiceId, charter::DayBounds>> needs;
    for (const auto& [service, days] : value.per_service)
      if (services[service] != none) needs.emplace_back(services[service], days);
    value.per_service = std::move(needs);
    out.replace(id, std::move(value));
  }
  return out;
}

}  // namespace nwd::proof
